// SPDX-License-Identifier: EUPL-1.2
/** Answers below are written after RFC 9083 and after what registries print, with invented names: no registry is asked. */
import assert from 'node:assert/strict';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcp, type AddressInfo, type Server } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { asciiHost, settingsOf, type Facts } from '../contract/checks.ts';
import { covers } from '../targets/covers.ts';
import { look, type Look } from './look.ts';
import { expiryIn } from './whois.ts';

type Answer = { status: number; headers?: Record<string, string>; json?: unknown };

const closings: Server[] = [];
after(() => closings.forEach((server) => server.close()));
let rdap = 0;
/** Of another origin: it is the origin that is left alone. */
let busy = 0;
let root = 0;
let asked: string[] = [];
let answers: Record<string, Answer> = {};
let texts: Record<string, string> = {};

before(async () => {
  rdap = await listening(createHttp({ keepAlive: false }, answerRdap));
  busy = await listening(createHttp({ keepAlive: false }, answerRdap));
  const registry = await listening(talking((line) => texts[line] ?? 'NOT FOUND\r\n'));
  root = await listening(
    talking((line) =>
      line === 'sansserveur' ? `domain: ${line}\r\n` : `refer: 127.0.0.1:${registry}\r\n\r\ndomain:       ${line.toUpperCase()}\r\n`,
    ),
  );
});
beforeEach(() => {
  asked = [];
  answers = {};
  texts = {};
});

function answerRdap(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('connection', 'close');
  const [, zone = '', path = ''] = /^\/(\w*)\/?(.*)$/.exec(request.url ?? '') ?? [];
  if (zone === 'liste') {
    const services = ['fr', 'casse', 'occupe'].map((one) => [[one], [`http://127.0.0.1:${one === 'occupe' ? busy : rdap}/${one}/`]]);
    response.end(JSON.stringify({ version: '1.0', publication: '2026-11-20T20:00:01Z', services }));
    return;
  }
  asked.push(path);
  const { status, headers = {}, json } = answers[path] ?? { status: 404, json: rfcError(404, 'Not Found') };
  response.writeHead(status, { 'content-type': 'application/rdap+json', ...headers }).end(JSON.stringify(json));
}

function talking(answer: (line: string) => string): Server {
  return createTcp((socket) => socket.once('data', (line) => socket.end(answer(line.toString().trim()))));
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  closings.push(server);
  return (server.address() as AddressInfo).port; // listening on a port, not on a socket file
}

const today = Temporal.PlainDate.from('2026-11-21');
function domain(
  host: string,
  { facts = {}, endsOn = '', list = `http://127.0.0.1:${rdap}/liste` }: { facts?: Facts; endsOn?: string; list?: string } = {},
): Promise<Look> {
  const house = {
    settings: { mode: 'development', outgoingNetworks: [] } as const,
    resolve: () => Promise.reject(new Error('no name of the network is asked')),
    rdapBootstrap: list,
    whoisRoot: { host: '127.0.0.1', port: root },
  };
  const check = { kind: 'domain', settings: settingsOf.domain.parse({ host, endsOn }) } as const;
  return look(house, { check, secret: null, today, facts, allowed: () => true });
}

/** RFC 9083 §5.3. */
const registered = (name: string, over: object = {}): Answer => ({
  status: 200,
  json: {
    rdapConformance: ['rdap_level_0', 'icann_rdap_response_profile_0'],
    objectClassName: 'domain',
    handle: 'DOM000000000042-FRNIC',
    ldhName: name,
    status: ['active', 'server transfer prohibited'],
    nameservers: [{ objectClassName: 'nameserver', ldhName: 'ns1.hebergeur.exemple' }],
    entities: [{ objectClassName: 'entity', handle: 'HEBERGEUR', roles: ['registrar'] }],
    secureDNS: { delegationSigned: false },
    events: [
      { eventAction: 'registration', eventDate: '2004-06-01T10:00:00Z' },
      { eventAction: 'last changed', eventDate: '2025-12-02T08:11:00Z' },
      { eventAction: 'registrar expiration', eventDate: '2027-12-15T00:00:00Z' },
      { eventAction: 'expiration', eventDate: '2026-12-14T23:30:00Z' },
      { eventAction: 'last update of RDAP database', eventDate: '2026-11-21T09:00:00Z' },
    ],
    ...over,
  },
});

/** RFC 9083 §6. */
function rfcError(errorCode: number, title: string): object {
  return { rdapConformance: ['rdap_level_0'], errorCode, title, description: ['Voir les conditions d’usage.'] };
}

/** As AFNIC prints a name: comments, then objects of `key: value`. */
function afnic(name: string, lines: readonly string[]): string {
  const head = [
    '%%',
    '%% This is the AFNIC Whois server.',
    '%%',
    '%% complete date format: YYYY-MM-DDThh:mm:ssZ',
    '%%',
    '%% Rights restricted by copyright.',
    '%%',
    '',
  ];
  const tail = ['', 'nserver:                       ns1.hebergeur.exemple', 'source:                        FRNIC', ''];
  return [...head, `domain:                        ${name}`, ...lines, ...tail].join('\r\n');
}

test('the registry says when a name ends, on the day of Paris', async () => {
  answers['domain/mairie.fr'] = registered('mairie.fr');
  const found = await domain('mairie.fr');
  assert.deepEqual([found.outcome, found.says], ['warn', 'Le nom mairie.fr expire dans 24 jours, le 15 décembre 2026.']);
  assert.deepEqual(found.facts, { domainEndsOn: '2026-12-15', domainReadOn: '2026-11-21' });
});

test('a name with accents is asked in letters of the network', async () => {
  answers['domain/xn--mairie-pinal-heb.fr'] = registered('xn--mairie-pinal-heb.fr', { unicodeName: 'mairie-épinal.fr' });
  assert.equal((await domain('mairie-épinal.fr')).facts?.domainEndsOn, '2026-12-15');
  assert.deepEqual(asked, ['domain/xn--mairie-pinal-heb.fr']);
  assert.ok(covers('mairie-épinal.fr', 'www.xn--mairie-pinal-heb.fr'));
  assert.deepEqual(['www.mairie.fr', '127.0.0.1:53', 'fd00::1', 'un nom', 'é/chemin'].map(asciiHost), [
    'www.mairie.fr',
    '127.0.0.1:53',
    'fd00::1',
    'un nom',
    'é/chemin',
  ]);
});

test('a name that nobody holds, or that is being deleted, is a failure', async () => {
  assert.match((await domain('inconnu.fr')).says, /ne connaît pas inconnu\.fr/);
  answers['domain/oublie.fr'] = registered('oublie.fr', { status: ['redemption period', 'inactive'] });
  const lost = await domain('oublie.fr');
  assert.deepEqual([lost.outcome, lost.says], ['down', 'Le nom oublie.fr n’a pas été renouvelé : il est en voie d’être supprimé.']);
  answers['domain/suspendu.fr'] = registered('suspendu.fr', { status: ['server hold'] });
  assert.deepEqual((await domain('suspendu.fr')).outcome, 'warn');
});

test('a registry that limits its rate is no failure of the name, and is left alone as long as it asked', async () => {
  const known = { domainEndsOn: '2027-06-01', domainReadOn: '2026-11-20' };
  answers['domain/mairie.occupe'] = { status: 429, headers: { 'retry-after': '3600' }, json: rfcError(429, 'Too Many Requests') };
  texts['mairie.occupe'] = 'Error: query quota exceeded, try again later\r\n';
  const first = await domain('mairie.occupe', { facts: known });
  assert.deepEqual([first.outcome, first.says], ['up', 'Le registre limite le nombre de questions : date lue le 20 novembre 2026.']);
  assert.deepEqual(first.facts, known);
  await domain('mairie.occupe', { facts: known });
  await domain('ecole.occupe', { facts: known });
  assert.deepEqual(asked, ['domain/mairie.occupe']);
  const old = await domain('mairie.occupe', { facts: { ...known, domainReadOn: '2026-11-01' } });
  assert.equal(old.outcome, 'warn');
  assert.match((await domain('mairie.occupe')).says, /la date de fin de mairie\.occupe n’est pas connue/);
});

test('where RDAP fails WHOIS is asked, in the words of AFNIC', async () => {
  const ok = ['status:                        ACTIVE', 'eppstatus:                     active', 'hold:                          NO'];
  const bad = { status: 500, json: rfcError(500, 'Internal Server Error') };
  for (const name of ['mairie.casse', 'gele.casse', 'perdu.casse', 'libre.casse']) answers[`domain/${name}`] = bad;
  texts['mairie.casse'] = afnic('mairie.casse', [
    ...ok,
    'registrar:                     HEBERGEUR',
    'Expiry Date:                   2027-03-22T16:16:43Z',
  ]);
  texts['gele.casse'] = afnic('gele.casse', ['hold:                          YES', 'Expiry Date:                   2027-03-22T16:16:43Z']);
  texts['perdu.casse'] = afnic('perdu.casse', [
    'eppstatus:                     redemptionPeriod',
    'Expiry Date:                   2026-10-22T16:16:43Z',
  ]);
  texts['libre.casse'] = '%%\r\n%% This is the AFNIC Whois server.\r\n%%\r\n%% NOT FOUND\r\n';
  assert.deepEqual((await domain('mairie.casse')).facts, { domainEndsOn: '2027-03-22', domainReadOn: '2026-11-21' });
  assert.match((await domain('gele.casse')).says, /suspendu au registre/);
  assert.equal((await domain('perdu.casse')).outcome, 'down');
  assert.match((await domain('libre.casse')).says, /ne connaît pas libre\.casse/);
});

test('a zone without RDAP is asked by WHOIS; one that publishes no date takes that of the check', async () => {
  texts['mairie.bzh'] = 'Domain Name: mairie.bzh\r\nRegistry Expiry Date: 2027-05-01T00:00:00Z\r\nDomain Status: ok https://icann.org/epp#ok\r\n';
  texts['mairie.eu'] = 'Domain: mairie.eu\r\nScript: LATIN\r\n\r\nRegistrar:\r\n        Name: HEBERGEUR\r\n';
  texts['libre.bzh'] = '%% NOT FOUND\r\n';
  assert.equal((await domain('mairie.bzh')).facts?.domainEndsOn, '2027-05-01');
  assert.match((await domain('libre.bzh')).says, /ne connaît pas/);
  const silent = await domain('mairie.eu');
  assert.deepEqual([silent.outcome, silent.says], ['up', 'Le registre ne publie pas la date de fin de mairie.eu : saisissez-la dans la sonde.']);
  const byHand = await domain('mairie.eu', { endsOn: '2026-12-01' });
  assert.deepEqual([byHand.outcome, byHand.facts?.domainEndsOn], ['warn', '2026-12-01']);
  assert.equal((await domain('mairie.sansserveur')).outcome, 'warn');
});

test('where IANA does not answer the list within serves, and the page can say so', async () => {
  texts['mairie.bzh'] = 'Registry Expiry Date: 2027-05-01T00:00:00Z\r\n';
  // Nothing listens there; the built-in address of the registry is refused here as unresolved, and WHOIS answers.
  const found = await domain('mairie.bzh', { list: 'http://127.0.0.1:1/' });
  assert.deepEqual(found.facts, { domainEndsOn: '2027-05-01', domainReadOn: '2026-11-21', registryList: 'built-in' });
});

test('reads the end of a domain as each registry writes it', () => {
  for (const [line, day] of [
    ['Expiry Date: 2027-01-02T03:04:05Z', '2027-01-02'],
    ['paid-till:     2027.01.02', '2027-01-02'],
    ['Expiration Date: 02/01/2027', '2027-01-02'],
    ['   Registry Expiry Date: 2027-01-02T23:30:00Z', '2027-01-03'],
    ['Renewal date: 02.01.2027', '2027-01-02'],
  ] as const)
    assert.equal(expiryIn(`Domain: mairie.fr\r\n${line}\r\n`)?.toString(), day, line);
  assert.equal(expiryIn('No match'), null);
});
