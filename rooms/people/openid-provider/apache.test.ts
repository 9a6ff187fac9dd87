// SPDX-License-Identifier: EUPL-1.2
/** Apache with mod_auth_openidc, as Debian packages them, protects a page by an account of this house. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { needs } from '#platform/testing/peer.ts';
import { makeBody, makePerson, type TestBody, type TestPerson } from '../testing.ts';
import { Browser, freePort, makeApplication, openListeningHouse, type OpenHouse, type TestApplication } from './testing.ts';

const apache = needs('apache2', 'libapache2-mod-auth-openidc');
const MODULES = '/usr/lib/apache2/modules';

let it: OpenHouse;
let commune: TestBody;
let agent: TestPerson;
let site: string;
let folder: string;
let server: ChildProcess | undefined;
before(async () => {
  it = await openListeningHouse();
  commune = await makeBody(it, { siren: '213301435' });
  agent = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
  folder = await mkdtemp(join(tmpdir(), 'beffroi-apache-'));
  site = `http://localhost:${await freePort()}`;
});
after(async () => {
  server?.kill('SIGTERM');
  await it.close();
  await rm(folder, { recursive: true, force: true });
});

async function startApache(application: TestApplication): Promise<void> {
  await chmod(folder, 0o755);
  for (const page of ['intranet', 'direction', 'public']) {
    await mkdir(join(folder, 'pages', page), { recursive: true });
    await writeFile(join(folder, 'pages', page, 'page.html'), `<h1>${page}</h1>`);
  }
  const modules = ['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'env', 'headers', 'auth_openidc'];
  const configuration = join(folder, 'apache.conf');
  await writeFile(
    configuration,
    `
ServerRoot ${folder}
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
LogLevel warn
Listen ${new URL(site).port}
ServerName localhost
DefaultRuntimeDir ${folder}
User www-data
Group www-data
${modules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join('\n')}
DocumentRoot ${folder}/pages
OIDCProviderMetadataURL ${it.issuer}/.well-known/openid-configuration
OIDCClientID ${application.id}
OIDCClientSecret ${application.secret}
OIDCRedirectURI ${site}/intranet/retour
OIDCDefaultLoggedOutURL ${site}/public/page.html
OIDCCryptoPassphrase ${application.secret}
OIDCScope "openid profile organisation roles"
OIDCPKCEMethod S256
OIDCPassClaimsAs environment
<Directory ${folder}/pages>
  Require all granted
</Directory>
<Location /intranet>
  AuthType openid-connect
  # It takes Node's fetch for a script of a page, which it does not send to sign in.
  OIDCUnAuthAction auth "true"
  Require claim roles:agent
  Header set X-Personne "%{OIDC_CLAIM_name}e"
  Header set X-Siren "%{OIDC_CLAIM_siren}e"
</Location>
<Location /direction>
  AuthType openid-connect
  # It takes Node's fetch for a script of a page, which it does not send to sign in.
  OIDCUnAuthAction auth "true"
  Require claim roles:dgs
</Location>
`,
  );
  server = spawn('apache2', ['-X', '-f', configuration], { stdio: 'ignore' });
  for (let tries = 0; tries < 600; tries += 1) {
    if (
      await fetch(`${site}/public/page.html`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await setTimeout(100);
  }
  throw new Error(`apache2 does not answer: ${await readFile(join(folder, 'error.log'), 'utf8').catch(() => 'no log')}`);
}

test('lets in whoever has the role, knows their name and their body, and signs them out of everything', apache, async () => {
  const application = await makeApplication(it, commune, {
    redirectUris: [`${site}/intranet/retour`],
    postLogoutUris: [`${site}/public/page.html`],
    backchannelUri: `${site}/intranet/retour?logout=backchannel`,
  });
  await startApache(application);
  const browser = new Browser(it.origin, [site]);
  const door = await browser.visit(`${site}/intranet/page.html`);
  assert.match(door.location ?? '', /\/connexion\?retour=/);
  await browser.signIn(agent);
  const page = await browser.visit(`${it.origin}${new URL(door.location ?? '').searchParams.get('retour')}`);
  assert.match(page.text, /<h1>intranet<\/h1>/);
  assert.deepEqual([page.headers.get('x-personne'), page.headers.get('x-siren')], ['Camille Essai', '213301435']);
  assert.equal((await browser.visit(`${site}/direction/page.html`)).status, 401, 'a role that the person lacks');

  const asked = await browser.visit(`${site}/intranet/retour?logout=${encodeURIComponent(`${site}/public/page.html`)}`);
  assert.match(asked.text, /Voulez-vous aussi fermer votre session/);
  assert.match((await browser.submit(asked, { logout: 'yes' })).text, /<h1>public<\/h1>/);
  assert.match((await browser.visit(`${site}/intranet/page.html`)).location ?? '', /\/connexion/);
});
