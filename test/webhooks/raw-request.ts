import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Opens a connection and sends the bytes as they are, so that a test can stop halfway. */
export async function sendRaw(port: number, bytes: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' });
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}

/** Reads all that comes until the connection is closed. */
export async function readAnswer(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // A connection that is cut after the answer has still answered.
  socket.on('error', () => undefined);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}
