import { makeWorkerUtils } from 'graphile-worker';
import pg from 'pg';
import { queuePoolSize } from './queue-pool-size.ts';
import { type Receiver, type ReceiverStorage, unboundedLog } from './receiver.ts';

/**
 * One job for each event, all jobs of a delivery in one `add_jobs` call. The SQL function is called straight away: the
 * JavaScript wrapper would send every stored job back, which nobody here reads.
 */
export async function startGraphileWorkerReceiver({ databaseUrl }: ReceiverStorage): Promise<Receiver> {
  const workerUtils = await makeWorkerUtils({ connectionString: databaseUrl });
  await workerUtils.migrate();
  await workerUtils.release();
  const pool = new pg.Pool({ connectionString: databaseUrl, max: queuePoolSize });

  return {
    deliveryLog: unboundedLog(async (body) => {
      const events = JSON.parse(
        Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'),
      ) as object[];
      const jobs = events.map((payload) => ({ identifier: 'webhook-event', payload }));
      await pool.query({
        name: 'add-jobs',
        text: `select count(*) from graphile_worker.add_jobs(
          array(select json_populate_recordset(null::graphile_worker.job_spec, $1::json)))`,
        values: [JSON.stringify(jobs)],
      });
    }),
    async durableEvents() {
      const { rows } = await pool.query<{ count: string }>('select count(*) from graphile_worker.jobs');
      return Number(rows[0]?.count);
    },
    stop: () => pool.end(),
  };
}
