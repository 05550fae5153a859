// A real SMTP server for the tests of kernel/mail: server.mjs FOLDER [tls | auth]
//
// Prints "PORT CA_FILE" once it listens on 127.0.0.1, ends when its standard input ends. Accepted messages become
// FOLDER/<number>.eml before the client hears 250. The recipient's local part says how it behaves:
//   refuse  550 to RCPT        later   451 to RCPT        drop   cuts the connection in the middle of DATA
//   full    552 after DATA     anything else: accepted
// tls: implicit TLS.  auth: STARTTLS and a login (user "kair", password "s3cret") are required.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

const [folder, mode = 'plain'] = process.argv.slice(2);
const keyFile = join(folder, 'key.pem');
const certificateFile = join(folder, 'certificate.pem');
const received = [];

function certificate() {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', keyFile, '-out', certificateFile],
  { stdio: 'ignore' });
  return { key: readFileSync(keyFile), cert: readFileSync(certificateFile) };
}

function answer(code, text) {
  return Object.assign(new Error(text), { responseCode: code });
}

function localPart(session) {
  return session.envelope.rcptTo[0].address.split('@')[0];
}

const server = new SMTPServer({
  ...certificate(),
  secure: mode === 'tls',
  authOptional: mode !== 'auth',
  disabledCommands: mode === 'plain' ? ['STARTTLS', 'AUTH'] : [],
  onAuth({ username, password }, _session, done) {
    const known = username === 'kair' && password === 's3cret';
    done(known ? null : answer(535, 'Wrong credentials'), known ? { user: username } : undefined);
  },
  onRcptTo({ address }, _session, done) {
    const refusals = { refuse: answer(550, 'No such user here'), later: answer(451, 'Come back later') };
    done(refusals[address.split('@')[0]] ?? null);
  },
  onData(stream, session, done) {
    const chunks = [];
    if (localPart(session) === 'drop') {
      stream.once('data', () => connections.forEach((socket) => socket.destroy()));
      stream.resume();
      return;
    }
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      if (localPart(session) === 'full') {
        done(answer(552, 'Mailbox full'));
        return;
      }
      received.push(session.envelope);
      writeFileSync(join(folder, `${received.length}.eml`), Buffer.concat(chunks));
      done(null, 'Kept');
    });
  },
});

const connections = new Set();
server.server.on('connection', (socket) => {
  connections.add(socket);
  socket.on('close', () => connections.delete(socket));
});
server.on('error', () => {}); // a client that goes away is part of the tests
server.listen(0, '127.0.0.1', () => console.log(`${server.server.address().port} ${certificateFile}`));
process.stdin.resume().on('end', () => process.exit(0));
