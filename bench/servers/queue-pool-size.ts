/** Connections of the queues' pools. More than the machine has cores, so that commits share syncs of the log. */
export const queuePoolSize = 10;
