// An alert from the rule to the phone of whoever watches: created over HTTP, raised by MQTT, seen by subscription and query, acknowledged and gone.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import mqtt from 'mqtt';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { setTimeout as pause } from 'node:timers/promises';
import { deliver } from './device.mjs';
import { key, socketUrl, url } from './server.mjs';

const HEAT = 41;
const COOL = 12;

async function ask(query, variables) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const answer = await response.json();
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

// What the subscription gave so far, and a promise of the first that fits; the promise fails when the test is over.
function watch(client, query, signal) {
  const seen = [];
  const waiting = [];
  const stop = client.subscribe({ query }, {
    next: ({ data, errors }) => {
      assert.equal(errors, undefined, JSON.stringify(errors));
      seen.push(data.alerts);
      for (const each of waiting.filter((one) => one.fits(data.alerts))) each.resolve(data.alerts);
    },
    error: (error) => waiting.forEach((one) => one.reject(error)),
    complete: () => {},
  });
  const until = (fits) => new Promise((resolve, reject) => {
    const known = seen.find(fits);
    if (known) resolve(known);
    else waiting.push({ fits, resolve, reject });
    signal.addEventListener('abort', () => reject(new Error(`Not told in time; told so far: ${JSON.stringify(seen)}`)), { once: true });
  });
  return { seen, until, stop };
}

test('a breach is seen by subscription and query, acknowledged, and gone when it is over', { timeout: 60_000 }, async ({ signal }) => {
  const deviceId = `HOT-${Date.now()}`, probeId = `PROBE-${Date.now()}`;
  const { registerDevices: [sensor, probe] } = await ask(
    `mutation ($devices: [DeviceInput!]!) { registerDevices(farmId: 1, devices: $devices) { username password publishTopic } }`,
    { devices: [deviceId, probeId].map((id) => ({ id, type: 'ENVIRONMENTAL_SENSOR', barnId: 7, zoneId: 1 })) },
  );
  const { createAlertRule: probing } = await ask(
    `mutation ($input: AlertRuleInput!) { createAlertRule(farmId: 1, input: $input) { id } }`,
    {
      input: {
        name: `Probe ${probeId}`, description: 'Probe', priority: 'HIGH', suppression: 'PT0S', maxPerHour: 1000,
        conditions: [{ field: 'temperature_c', operator: 'GT', value: 30 }], scope: { sourceIds: [probeId] },
      },
    },
  );
  const { createAlertRule: rule } = await ask(
    `mutation ($input: AlertRuleInput!) { createAlertRule(farmId: 1, input: $input) { id version enabled suppression maxPerHour conditions { field operator value logic } } }`,
    {
      input: {
        name: `Heat ${deviceId}`, description: 'Barn {barn_id}: {readings.temperature_c} °C', priority: 'HIGH',
        conditions: [{ field: 'temperature_c', operator: 'GT', value: 30 }], scope: { sourceIds: [deviceId] },
      },
    },
  );
  assert.deepEqual({ ...rule, id: '' }, {
    id: '', version: 1, enabled: true, suppression: 'PT15M', maxPerHour: 10, conditions: [{ field: 'temperature_c', operator: 'GT', value: 30, logic: 'AND' }],
  });

  const client = createClient({ url: socketUrl, webSocketImpl: WebSocket, connectionParams: { apiKey: key }, lazy: false, retryAttempts: 0 });
  const watched = watch(client, 'subscription { alerts(farmId: 1, minPriority: HIGH) { id ruleId sourceId state priority message barnId } }', signal);
  const [device, prober] = await Promise.all([sensor, probe].map(({ username, password }) => mqtt.connectAsync(`mqtt://127.0.0.1:${process.env.SMARTDAIRY_MQTT_PORT}`, {
    protocolVersion: 5, clientId: username, username, password,
  })));
  const send = (from, to, temperature_c) =>
    deliver(from, to.publishTopic, { timestamp: new Date().toISOString(), readings: { temperature_c, humidity_percent: 60 } }, signal);
  const report = (temperature_c) => send(device, sensor, temperature_c);
  try {
    // Nothing says when a subscription is joined, on whichever node, and what happened before it is not told: another alert comes and goes until one is seen.
    const joined = watched.until((alert) => alert.ruleId === probing.id);
    joined.catch(() => {});
    for (let told = false; !told;) {
      await send(prober, probe, HEAT);
      told = await Promise.race([joined.then(() => true), pause(300, false, { signal })]);
      await send(prober, probe, COOL);
    }
    for (let i = 0; i < 5; i++) await report(COOL);
    await report(HEAT);
    const opened = await watched.until((alert) => alert.ruleId === rule.id && alert.state === 'OPEN');
    assert.equal(opened.sourceId, deviceId);
    assert.equal(opened.barnId, 7);
    assert.match(opened.message, /^Barn 7: 41(\.0+)? °C$/);

    const { alerts } = await ask(
      `query ($id: ID!) { alerts(farmId: 1, sourceId: $id, state: OPEN) { totalCount nodes { id details history { kind } } } }`, { id: deviceId },
    );
    assert.equal(alerts.totalCount, 1);
    assert.equal(alerts.nodes[0].id, opened.id);
    assert.equal(alerts.nodes[0].history[0].kind, 'OPENED');
    assert.equal(alerts.nodes[0].details.values.temperature_c, HEAT);

    const { acknowledgeAlert } = await ask(`mutation ($id: ID!) { acknowledgeAlert(id: $id, comment: "on my way") { state acknowledgedBy } }`, { id: opened.id });
    assert.equal(acknowledgeAlert.state, 'ACKNOWLEDGED');
    assert.ok(acknowledgeAlert.acknowledgedBy);
    await watched.until((alert) => alert.id === opened.id && alert.state === 'ACKNOWLEDGED');

    await report(COOL);
    const cleared = await watched.until((alert) => alert.id === opened.id && alert.state === 'CLEARED');
    assert.equal(cleared.priority, 'HIGH');
  } finally {
    watched.stop();
    // A broker that does not answer any more must not keep the test.
    await Promise.all([device.endAsync(true), prober.endAsync(true)]);
    await client.dispose();
    for (const { id } of [rule, probing]) await ask('mutation ($id: ID!) { deleteAlertRule(id: $id) }', { id });
  }
});
