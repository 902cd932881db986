// A farm with one sensor that reports twenty times a second, so that subscriptions have something to say. run.sh starts and stops it.
import mqtt from 'mqtt';
import { deliver } from './device.mjs';
import { key, url } from './server.mjs';

async function ask(query) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query }),
  });
  const answer = await response.json();
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

await ask('mutation { createFarm(input: {id: 1, name: "Test farm"}) { id } }');
const { registerDevices: [sensor] } = await ask(
  'mutation { registerDevices(farmId: 1, devices: [{id: "ENV-1", type: ENVIRONMENTAL_SENSOR, barnId: 1, zoneId: 1}]) { username password publishTopic } }',
);
const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${process.env.SMARTDAIRY_MQTT_PORT}`, {
  protocolVersion: 5, clientId: sensor.username, username: sensor.username, password: sensor.password,
});
let seq = 0;
const report = () => deliver(client, sensor.publishTopic, { seq: seq++, readings: { temperature_c: 20 + Math.sin(seq / 10), humidity_percent: 60 } });
await report();
console.log('feeding');
setInterval(report, 50);
