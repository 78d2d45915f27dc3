import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a PostgreSQL server that can fall silent, as a host that vanishes does: nothing is refused, nothing arrives. */
export type Relay = {
  /** The address of the database by this way. */
  url: string;
  /** Passes nothing on from now on; what is connected then stays so, and nothing of it ever arrives. */
  fallSilent(): void;
  /** Passes on what is connected from now on. */
  goOn(): void;
  /** Breaks all connections. */
  cut(): void;
  end(): Promise<void>;
};

export async function startRelay(url: string): Promise<Relay> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isSilent = false;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    // It takes what comes, as a firewall does that passes nothing on.
    if (isSilent) return void near.resume();
    const far = connect(Number(target.port || 5432), target.hostname);
    keep(far);
    let isLost = false;
    const passOn = (from: Socket, to: Socket) => {
      from.on('data', (chunk: Buffer) => {
        isLost ||= isSilent;
        if (!isLost) to.write(chunk);
      });
      from.on('close', () => {
        if (!isSilent) to.destroy();
      });
    };
    passOn(near, far);
    passOn(far, near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = new URL(url);
  own.hostname = '127.0.0.1';
  own.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: own.href,
    fallSilent: () => {
      isSilent = true;
    },
    goOn: () => {
      isSilent = false;
    },
    cut,
    end: async () => {
      const ended = once(server, 'close');
      server.close();
      cut();
      await ended;
    },
  };
}
