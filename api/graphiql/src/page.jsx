import { useMemo, useState } from 'react';
import { GraphiQL } from 'graphiql';
import { fetcherFor } from './fetcher.js';

const STORED = 'smart-dairy-api-key';
const FIRST_QUERY = '# Enter your API key above, then run a query.\n# The Docs panel on the left lists everything that can be asked.\n\n{\n  __typename\n}\n';

/** The key lives in this tab only: sessionStorage is gone when the tab is closed. */
export function Page() {
  const [key, setKey] = useState(() => sessionStorage.getItem(STORED) ?? '');
  const fetcher = useMemo(() => fetcherFor(key), [key]);

  function submit(event) {
    event.preventDefault();
    const entered = new FormData(event.currentTarget).get('key').trim();
    sessionStorage.setItem(STORED, entered);
    setKey(entered);
  }

  return (
    <>
      <form className="key-bar" onSubmit={submit}>
        <strong>Smart Dairy</strong>
        <label htmlFor="key">API key</label>
        <input id="key" name="key" type="password" defaultValue={key} autoComplete="off" spellCheck="false" placeholder="sd_…" />
        <button type="submit">Use</button>
        <span role="status">{key ? 'Key set for this tab' : 'No key: queries will be refused'}</span>
      </form>
      {/* A new key is a new page below: its schema is fetched again. */}
      <main>
        <GraphiQL key={key} fetcher={fetcher} defaultQuery={FIRST_QUERY} shouldPersistHeaders={false} />
      </main>
    </>
  );
}
