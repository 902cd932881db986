// A browser's side of Web Push, by other people's code. Prints its subscription {p256dh, auth}; then for each line of JSON {body, authorization, audience} that comes
// in, prints {text, claims} when it can decrypt the body and the token is signed by its key, else {error}.
import ece from 'http_ece';
import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto';
import { createInterface } from 'node:readline';

const pair = createECDH('prime256v1');
pair.generateKeys();
const auth = randomBytes(16);
console.log(JSON.stringify({ p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') }));

createInterface({ input: process.stdin }).on('line', (line) => {
  try {
    const { body, authorization } = JSON.parse(line);
    const text = ece.decrypt(Buffer.from(body, 'base64'), { version: 'aes128gcm', privateKey: pair, authSecret: auth }).toString('utf8');
    const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization);
    const [head, claims, signature] = token.split('.');
    const point = Buffer.from(key, 'base64url');
    const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
    const signed = verify('sha256', Buffer.from(`${head}.${claims}`), { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
    if (!signed) throw new Error('the token is not signed by its key');
    console.log(JSON.stringify({ text, head: JSON.parse(Buffer.from(head, 'base64url')), claims: JSON.parse(Buffer.from(claims, 'base64url')), key }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}).on('close', () => process.exit(0));
