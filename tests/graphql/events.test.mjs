// GraphQL over server-sent events, distinct connections.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createClient } from 'graphql-sse';
import { key, subscription, url } from './server.mjs';

const client = (token = key) => createClient({ url: `${url}/graphql`, headers: { authorization: `Bearer ${token}` }, retryAttempts: 0 });

test('a query is one event and complete', async () => {
  const results = [];
  for await (const result of client().iterate({ query: '{ __typename }' })) results.push(result);
  assert.deepEqual(results, [{ data: { __typename: 'Query' } }]);
});

test('a subscription yields until the client leaves', async () => {
  let events = 0;
  for await (const result of client().iterate({ query: subscription })) {
    assert.ok(result.data, JSON.stringify(result));
    if (++events === 2) break;
  }
  assert.equal(events, 2);
});

test('a wrong key is refused with 401', async () => {
  const response = await fetch(`${url}/graphql?query={__typename}`, { headers: { accept: 'text/event-stream', authorization: 'Bearer wrong' } });
  assert.equal(response.status, 401);
  assert.equal((await response.json()).errors[0].extensions.code, 'UNAUTHENTICATED');
});
