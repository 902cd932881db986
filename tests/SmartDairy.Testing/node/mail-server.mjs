// A mail server for one test. Settings: one JSON argument {key, cert, startTls, implicitTls, user, password, port, everybody}; key
// and cert only for TLS. Prints {"port"} and then one line of JSON a mail.
// Recipients tell it what to answer: busy@ gets 451, nobody@ gets 550 (unless everybody is welcome); full@ gets 452 after the data.
import { SMTPServer } from 'smtp-server';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const settings = JSON.parse(process.argv[2]);
const answer = (code, text) => Object.assign(new Error(text), { responseCode: code });
let connections = 0;

const server = new SMTPServer({
  ...(settings.key ? { key: readFileSync(settings.key), cert: readFileSync(settings.cert) } : {}),
  secure: settings.implicitTls ?? false,
  authOptional: !settings.user,
  allowInsecureAuth: true,
  disabledCommands: [...(settings.startTls ? [] : ['STARTTLS']), ...(settings.user ? [] : ['AUTH'])],
  onConnect(session, done) {
    connections++;
    done();
  },
  onAuth(auth, session, done) {
    if (auth.username === settings.user && auth.password === settings.password) return done(null, { user: auth.username });
    done(answer(535, 'Wrong name or password'));
  },
  onRcptTo(to, session, done) {
    if (to.address.startsWith('busy@')) return done(answer(451, 'Try later'));
    if (to.address.startsWith('nobody@') && !settings.everybody) return done(answer(550, 'No such user'));
    done();
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      if (session.envelope.rcptTo[0].address.startsWith('full@')) return done(answer(452, 'Mailbox full'));
      console.log(JSON.stringify({
        raw: Buffer.concat(chunks).toString('base64'),
        to: session.envelope.rcptTo.map((to) => to.address),
        secure: session.secure,
        user: session.user ?? null,
        connections,
      }));
      done(null, 'queued as 4711');
    });
  },
});
server.on('error', () => {});
server.listen(settings.port ?? 0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.server.address().port })));
// The test ends it by closing its input.
createInterface({ input: process.stdin }).on('close', () => process.exit(0));
