// graphql-transport-ws as the reference client speaks it, and each close code by hand.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { key, socketUrl, subscription } from './server.mjs';

const client = (connectionParams = { authorization: `Bearer ${key}` }) =>
  createClient({ url: socketUrl, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });

test('a query is answered and completed', async () => {
  const c = client();
  const results = [];
  for await (const result of c.iterate({ query: '{ __typename }' })) results.push(result);
  assert.deepEqual(results, [{ data: { __typename: 'Query' } }]);
  await c.dispose();
});

test('a subscription yields until the client completes it, by apiKey too', async () => {
  const c = client({ apiKey: key });
  let events = 0;
  for await (const result of c.iterate({ query: subscription })) {
    assert.ok(result.data, JSON.stringify(result));
    if (++events === 2) break;
  }
  assert.equal(events, 2);
  await c.dispose();
});

test('a wrong document is an error with code and trace id', async () => {
  const c = client();
  await assert.rejects(
    async () => {
      for await (const _ of c.iterate({ query: '{ nothing }' }));
    },
    (errors) => errors[0].extensions.code === 'INVALID_ARGUMENT' && /^[0-9a-f]{32}$/.test(errors[0].extensions.traceId),
  );
  await c.dispose();
});

const init = { type: 'connection_init', payload: { apiKey: key } };
const subscribe = { id: '1', type: 'subscribe', payload: { query: subscription } };

const closes = [
  ['4400 for no JSON', 4400, ['{']],
  ['4400 for an unknown type', 4400, [{ type: 'hello' }]],
  ['4400 for a subscribe without id', 4400, [init, { ...subscribe, id: undefined }]],
  ['4400 for a subscribe without query', 4400, [init, { id: '1', type: 'subscribe', payload: {} }]],
  ['4401 for a subscribe before the acknowledgement', 4401, [subscribe]],
  ['4403 for a wrong key', 4403, [{ type: 'connection_init', payload: { apiKey: 'wrong' } }]],
  ['4403 for no key', 4403, [{ type: 'connection_init' }]],
  ['4409 for an id in use', 4409, [init, subscribe, subscribe]],
  ['4429 for a second connection_init', 4429, [init, init]],
  ['1009 for a message too big', 1009, ['x'.repeat(300 * 1024)]],
];

for (const [name, code, messages] of closes) {
  test(`closes with ${name}`, async () => assert.equal(await closeCode('graphql-transport-ws', messages), code));
}

test('closes with 4406 for another sub-protocol', async () => assert.equal(await closeCode([], []), 4406));

test('answers ping with pong, before connection_init too', async () => {
  const socket = new WebSocket(socketUrl, 'graphql-transport-ws');
  const answer = new Promise((resolve) => socket.once('message', (data) => resolve(JSON.parse(data))));
  socket.once('open', () => socket.send(JSON.stringify({ type: 'ping' })));
  assert.equal((await answer).type, 'pong');
  socket.close();
});

function closeCode(protocol, messages) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(socketUrl, protocol);
    socket.once('error', reject);
    socket.once('close', resolve);
    socket.once('open', () => messages.forEach((m) => socket.send(typeof m === 'string' ? m : JSON.stringify(m))));
  });
}
