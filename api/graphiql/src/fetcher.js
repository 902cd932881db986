import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { createClient } from 'graphql-ws';

/** Sends operations with the key: HTTP for queries and mutations, a WebSocket for subscriptions. */
export function fetcherFor(key) {
  const url = new URL('../../graphql', location.href);
  const socket = new URL(url);
  socket.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return createGraphiQLFetcher({
    url: url.href,
    headers: key ? { Authorization: `Bearer ${key}` } : {},
    wsClient: createClient({ url: socket.href, connectionParams: { apiKey: key }, lazy: true, retryAttempts: 0 }),
  });
}
