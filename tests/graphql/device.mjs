// A device as it must be: what the broker had nobody for (PUBACK 0x10, no silo has subscribed yet) is sent again.
import { setTimeout as pause } from 'node:timers/promises';

const NOBODY = 0x10;

export async function deliver(client, topic, payload, signal) {
  for (;;) {
    const answer = await client.publishAsync(topic, JSON.stringify(payload), { qos: 1 });
    if (answer?.reasonCode !== NOBODY) return;
    await pause(100, undefined, { signal });
  }
}
