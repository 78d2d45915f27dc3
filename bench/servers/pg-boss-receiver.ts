import { PgBoss } from 'pg-boss';
import { queuePoolSize } from './queue-pool-size.ts';
import { type Receiver, type ReceiverStorage, unboundedLog } from './receiver.ts';

const queue = 'webhook-event';

/** One job for each event, all jobs of a delivery in one `insert`; nothing else of pg-boss runs beside it. */
export async function startPgBossReceiver({ databaseUrl }: ReceiverStorage): Promise<Receiver> {
  const boss = new PgBoss({ connectionString: databaseUrl, max: queuePoolSize, supervise: false, schedule: false });
  boss.on('error', (error) => console.error(error));
  await boss.start();
  await boss.createQueue(queue);

  return {
    deliveryLog: unboundedLog(async (body) => {
      const events = JSON.parse(
        Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'),
      ) as object[];
      await boss.insert(
        queue,
        events.map((data) => ({ data })),
      );
    }),
    async durableEvents() {
      const { rows } = await boss.getDb().executeSql('select count(*) from pgboss.job where name = $1', [queue]);
      return Number((rows[0] as { count: string }).count);
    },
    stop: () => boss.stop({ graceful: false }),
  };
}
