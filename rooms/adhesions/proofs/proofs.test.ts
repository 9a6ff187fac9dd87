// SPDX-License-Identifier: EUPL-1.2
/** Signatures, time-stamps and the proof bundle of a dossier, and the acts that other rooms carry out on it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import type { Context } from '#platform/context.ts';
import { sha256OfJson } from '#platform/evidence/digest.ts';
import { Refusal } from '#platform/http/contract.ts';
import { inContext } from '#platform/make-context.ts';
import { needs } from '#platform/testing/peer.ts';
import { asOwner, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { recordConvocation, recordPublication, recordReceipt, recordSignature, recordVote } from '../api.ts';
import {
  acceptQuote,
  bodyWhere,
  leadTo,
  openPaperHouse,
  post,
  somePdf,
  startFrom,
  territoryOf2017,
  vote,
  type PaperHouse,
  type Started,
} from '../documents/testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'beffroi-proofs-'));
const openssl = needs('openssl', 'openssl');
let authority: Server;
let house: PaperHouse;
let territory: Started;
let epci: TestBody & { siren: string };
let dgs: Caller;
before(async () => {
  const url = await openAuthority();
  house = await openPaperHouse({ timeStamp: { url, roots: [readFileSync(join(folder, 'ca.pem'), 'utf8')] } });
  const { it, gironde } = house;
  territory = await startFrom(gironde, await acceptQuote(gironde, territoryOf2017));
  epci = await bodyWhere(it, `siren = '243301355'`);
  dgs = await signedIn(it.app, await makePerson(it, [{ in: epci, roles: ['dgs'] }]));
});
after(async () => {
  await house.it.close();
  authority.close();
  rmSync(folder, { recursive: true });
});

const at = () => `/adhesions/dossiers/${territory.dossierId}`;
const asManager = (path: string, payload: object) => post(house.gironde.manager, house.gironde.body, path, payload);
const codeOf = (answer: { json: <T>() => T }) => answer.json<{ code: string }>().code;
const signatures = async (caller: Caller, body: Pick<TestBody, 'slug'>) => (await caller({ url: `/api/o/${body.slug}${at()}/signatures` })).json();

test('prepares a convention for the parapheur: who signs in which order, in whose name, and the digest', async () => {
  const { gironde } = house;
  const { documentId } = (await asManager(`${at()}/documents`, { document: 'convention' })).json();
  const { proposed } = await signatures(gironde.manager, gironde.body);
  assert.deepEqual(
    proposed.map(({ partyId, quality }: { partyId: string; quality: string }) => [partyId, quality]),
    [
      [epci.id, 'Président'],
      [gironde.body.id, 'Président'],
    ],
  );
  const signatories = proposed.map(({ partyId }: { partyId: string }, rank: number) => ({
    partyId,
    name: `Signataire ${rank}`,
    quality: 'Présidente',
  }));
  const prepare = (over: object) => asManager(`${at()}/signatures`, { documentId, signatories, ...over });
  assert.equal(codeOf(await prepare({ documentId: epci.id })), 'adhesions.document-unknown');
  const stranger = await bodyWhere(house.it, `insee = '47001' and kind = 'commune'`);
  assert.equal(
    codeOf(await prepare({ signatories: [{ partyId: stranger.id, name: 'Une Personne', quality: 'Maire' }] })),
    'adhesions.signatory-not-a-party',
  );
  assert.equal((await prepare({})).statusCode, 200);
  assert.equal(codeOf(await prepare({})), 'adhesions.signature-open');
  assert.equal(codeOf(await post(dgs, epci, `${at()}/signatures`, { documentId, signatories })), 'adhesions.signature-of-operator');
  const [request] = (await signatures(dgs, epci)).requests;
  const { made } = (await dgs({ url: `/api/o/${epci.slug}${at()}/documents` })).json();
  assert.equal(request.digest, made[0].pdf.digest);
  assert.deepEqual(
    request.signatories.map(({ rank, canRecord }: { rank: number; canRecord: boolean }) => [rank, canRecord]),
    [
      [1, true],
      [2, false],
    ],
  );
});

test('keeps the signed copy of each party, from either side, and closes with the last', async () => {
  const { gironde } = house;
  const [request] = (await signatures(gironde.manager, gironde.body)).requests;
  const [first, second] = request.signatories as { id: string }[];
  assert.ok(first && second);
  const path = `${at()}/signatures/${request.id}`;
  assert.equal((await asManager(`${path}/sending`, {})).statusCode, 204);
  assert.equal(codeOf(await asManager(`${path}/sending`, {})), 'adhesions.signature-sent');
  const copy = { signedOn: '2026-11-21', name: 'Camille Gabare', quality: 'Présidente', fileName: 'signe.pdf', content: somePdf('signé') };
  const byEpci = (signatory: string, over: object = {}) => post(dgs, epci, `${path}/signatories/${signatory}/copy`, { ...copy, ...over });
  assert.equal(codeOf(await byEpci(second.id)), 'adhesions.signatory-not-yours');
  assert.equal(codeOf(await byEpci(first.id, { content: Buffer.from('PK pas un PDF').toString('base64') })), 'adhesions.not-a-pdf');
  const cut = Buffer.from(somePdf(), 'base64').subarray(0, 20).toString('base64');
  assert.equal(codeOf(await byEpci(first.id, { content: cut })), 'adhesions.not-a-pdf');
  assert.equal(codeOf(await byEpci(first.id, { signedOn: '2026-11-22' })), 'adhesions.signed-to-come');
  assert.equal(codeOf(await byEpci(first.id, { signedOn: '2026-11-20' })), 'adhesions.signed-before');
  const { made } = (await dgs({ url: `/api/o/${epci.slug}${at()}/documents` })).json();
  const unsigned = await dgs({ url: `/api/o/${epci.slug}/dossiers/${territory.dossierId}/pieces/${made[0].pdf.pieceId}` });
  assert.equal(codeOf(await byEpci(first.id, { content: unsigned.rawPayload.toString('base64') })), 'adhesions.not-a-signed-copy');
  assert.equal((await byEpci(first.id)).json().state, 'sent');
  assert.equal(codeOf(await byEpci(first.id)), 'adhesions.signatory-done');
  const last = await asManager(`${path}/signatories/${second.id}/copy`, { ...copy, content: somePdf('signé par tous') });
  assert.equal(last.json().state, 'signed', last.body);
  const [closed] = (await signatures(dgs, epci)).requests;
  assert.deepEqual(
    closed.signatories.map(({ state, name, recordedBy }: { state: string; name: string; recordedBy: string | null }) => [
      state,
      name,
      recordedBy !== null,
    ]),
    [
      ['signed', 'Camille Gabare', true],
      ['signed', 'Camille Gabare', true],
    ],
  );
  const dossier = (await dgs({ url: `/api/o/${epci.slug}/dossiers/${territory.dossierId}` })).json();
  const kinds = dossier.pieces.map(({ kind }: { kind: string }) => kind);
  assert.ok(kinds.includes('signed-copy') && kinds.includes('convention'), String(kinds));
  assert.equal(codeOf(await asManager(`${path}/cancellation`, {})), 'adhesions.signature-closed');
});

test('a refusal to sign closes the request and says why; another may then be prepared', async () => {
  const { gironde } = house;
  const { documentId } = (await asManager(`${at()}/documents`, { document: 'convention' })).json();
  const signatories = [{ partyId: epci.id, name: 'Une Personne', quality: 'Présidente' }];
  const { requestId } = (await asManager(`${at()}/signatures`, { documentId, signatories })).json();
  const { requests } = await signatures(gironde.manager, gironde.body);
  const [request] = requests.filter(({ id }: { id: string }) => id === requestId);
  const path = `${at()}/signatures/${requestId}/signatories/${request.signatories[0].id}/refusal`;
  assert.equal((await post(dgs, epci, path, { reason: 'Article 4 à revoir' })).statusCode, 204);
  const again = (await signatures(dgs, epci)).requests.find(({ id }: { id: string }) => id === requestId);
  assert.equal(again.state, 'refused');
  assert.equal(again.signatories[0].reason, 'Article 4 à revoir');
  const next = (await asManager(`${at()}/signatures`, { documentId, signatories })).json();
  assert.equal((await asManager(`${at()}/signatures/${next.requestId}/cancellation`, {})).statusCode, 204);
});

test('stamps acts by the authority, and the bundle proves them to whoever has sha256sum and openssl', openssl, async () => {
  const { it, gironde } = house;
  await leadTo(gironde, territory.dossierId, '243301355', 'transmitted');
  await it.settle();
  const { rows } = (await dgs({ url: `/api/o/${epci.slug}${at()}/time-stamps` })).json();
  assert.deepEqual(
    rows.map(({ label, verdict, isIndependent }: { label: string; verdict: string; isIndependent: boolean }) => [label, verdict, isIndependent]),
    [
      ['Convocation de l’assemblée', 'vérifié', true],
      ['Adoption de la délibération', 'vérifié', true],
      ['Réception par le représentant de l’État', 'vérifié', true],
    ],
  );
  const zip = await dgs({ url: `/api/o/${epci.slug}${at()}/proofs` });
  assert.equal(zip.statusCode, 200, zip.body.slice(0, 300));
  const place = join(folder, 'bundle');
  writeFileSync(join(folder, 'bundle.zip'), zip.rawPayload);
  execFileSync('unzip', ['-q', join(folder, 'bundle.zip'), '-d', place]);
  const checked = execFileSync('sha256sum', ['-c', 'SHA256SUMS.txt'], { cwd: place, encoding: 'utf8' });
  assert.ok(checked.split('\n').filter((line) => line.endsWith(': OK')).length > 8, checked);
  for (const name of ['journal.pdf', 'journal.json', 'attestation.pdf', 'LISEZ-MOI.txt']) assert.ok(readdirSync(place).includes(name), name);
  const fact = JSON.parse(readFileSync(join(place, 'horodatages/02-fait.json'), 'utf8'));
  assert.equal(fact.facts.number, 'D2026-37');
  assert.equal(fact.facts.vote.for, 28);
  const journal = JSON.parse(readFileSync(join(place, 'journal.json'), 'utf8'));
  assert.equal(fact.chain, journal.history.find(({ rank }: { rank: number }) => rank === fact.rank).digest);
  const args = [
    'ts',
    '-verify',
    '-data',
    'horodatages/02-fait.json',
    '-token_in',
    '-in',
    'horodatages/02-jeton.tst',
    '-CAfile',
    join(folder, 'ca.pem'),
  ];
  assert.match(execFileSync('openssl', args, { cwd: place, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }), /Verification: OK/);
  writeFileSync(join(place, 'journal.json'), '{}');
  assert.throws(() => execFileSync('sha256sum', ['-c', 'SHA256SUMS.txt'], { cwd: place, stdio: 'ignore' }));
});

test('a stamp seals the history before it: one altered and chained anew is no longer what was stamped', openssl, async () => {
  const { it, gironde } = house;
  const verdicts = async (): Promise<string[]> =>
    (await gironde.manager({ url: `/api/o/${gironde.body.slug}${at()}/time-stamps` })).json().rows.map(({ verdict }: { verdict: string }) => verdict);
  const isWhole = async () => (await gironde.manager({ url: `/api/o/${gironde.body.slug}/dossiers/${territory.dossierId}` })).json().isWhole;
  assert.ok((await verdicts()).every((verdict) => verdict === 'vérifié'));
  await asOwner(it, async (client) => {
    const { rows } = await client.query<Line>(
      `select id, rank, kind, visible_to, content, on_day::text, (extract(epoch from at) * 1000)::float8 as at, by_person, by_name, by_body
       from dossiers.happening where dossier_id = $1 order by rank`,
      [territory.dossierId],
    );
    let before = '';
    for (const { id, ...row } of rows) {
      const line = { ...row, before };
      before = sha256OfJson(row.rank === 1 ? { ...line, by_name: 'Quelqu’un d’autre' } : line);
      await client.query('update dossiers.happening set digest = $1, by_name = case rank when 1 then $2 else by_name end where id = $3', [
        before,
        'Quelqu’un d’autre',
        id,
      ]);
    }
  });
  assert.equal(await isWhole(), true);
  for (const verdict of await verdicts()) assert.match(verdict, /n’est plus celui qui a été horodaté/);
});

type Line = { id: string; rank: number } & Record<string, unknown>;

test('another room enters the acts that it carried out, once whatever is replayed, under the same checks', async () => {
  const { it, gironde } = house;
  const [linked] = territory.linked;
  assert.ok(linked);
  const commune = await bodyWhere(it, `name = '${linked.body.replaceAll("'", "''")}' and kind = 'commune' and siren like '2133%'`);
  const evidence = (name: string) => ({ name, type: 'application/pdf', content: Buffer.from(somePdf(name), 'base64'), datedOn: '2026-11-20' });
  const { dossierId } = linked;
  const inCommune = <Result>(work: (ctx: Context) => Promise<Result>) =>
    inContext(it.house, { actor: { kind: 'job', name: 'assemblies.tell' }, organisation: commune.id }, work);
  const convene = () =>
    inCommune((ctx) =>
      recordConvocation(ctx, { dossierId, convenedOn: '2026-11-13', sessionOn: '2026-11-20', evidence: evidence('convocation.pdf') }),
    );
  assert.deepEqual(Object.values(await convene()).slice(0, 2), ['vote', true]);
  assert.deepEqual(await convene(), { step: 'vote', isNew: false, piece: null });
  const voting = (over: object) =>
    inCommune((ctx) =>
      recordVote(ctx, {
        dossierId,
        isAdopted: true,
        number: 'D1',
        votedOn: '2026-11-20',
        vote: { ...vote, ...over },
        evidence: evidence('deliberation.pdf'),
      }),
    );
  await assert.rejects(
    voting({ present: 10, represented: 10, for: 20 }),
    (error) => error instanceof Refusal && error.code === 'adhesions.no-quorum',
  );
  assert.equal((await voting({})).step, 'transmission');
  const identifier = `033-${commune.siren}-20261121-D1-DE`;
  const receive = () => inCommune((ctx) => recordReceipt(ctx, { dossierId, identifier, receivedOn: '2026-11-21', evidence: evidence('accuse.pdf') }));
  assert.equal((await receive()).step, 'publication');
  assert.equal((await receive()).isNew, false);
  assert.equal((await inCommune((ctx) => recordPublication(ctx, { dossierId, publishedOn: '2026-11-21' }))).step, 'signature');
  const dossier = (await gironde.manager({ url: `/api/o/${gironde.body.slug}/dossiers/${dossierId}` })).json();
  assert.deepEqual(dossier.pieces.map(({ kind }: { kind: string }) => kind).toSorted(), ['convocation', 'deliberation', 'receipt']);
  assert.ok(dossier.history.some(({ by }: { by: string }) => by === 'assemblies.tell'));
  await assert.rejects(
    inCommune((ctx) =>
      recordSignature(ctx, { dossierId, signedOn: '2026-11-21', signedBy: 'Une Personne', signedFor: 'Maire', evidence: evidence('convention.pdf') }),
    ),
    (error) => error instanceof Refusal && error.code === 'dossiers.not-yours',
  );
  await it.settle();
  const stamped = await asOwner(it, (client) =>
    client.query('select count(*)::int as count from adhesions.time_stamp where dossier_id = $1 and stamped_at is not null', [dossierId]),
  );
  assert.equal(stamped.rows[0].count, 4);
});

test('a signature that another room recorded closes the request that waited for it; what else waited is cancelled', async () => {
  const { it, gironde } = house;
  const { step } = (await gironde.manager({ url: `/api/o/${gironde.body.slug}/dossiers/${territory.dossierId}` })).json();
  assert.equal(step, 'publication');
  await asManager(`/dossiers/${territory.dossierId}/moves`, { transition: 'published', facts: { publishedOn: '2026-11-21' } });
  const signatories = [epci, gironde.body].map(({ id }) => ({ partyId: id, name: 'Une Personne', quality: 'Présidente' }));
  const prepare = async (document: string): Promise<string> => {
    const { documentId } = (await asManager(`${at()}/documents`, { document })).json();
    return (
      await asManager(`${at()}/signatures`, { documentId, signatories: document === 'convention' ? signatories : signatories.slice(0, 1) })
    ).json().requestId;
  };
  const [convention, deliberation] = [await prepare('convention'), await prepare('deliberation')];
  const content = Buffer.from(somePdf('signée par les deux'), 'base64');
  const recorded = await inContext(it.house, { actor: { kind: 'job', name: 'parapheur.tell' }, organisation: gironde.body.id }, (ctx: Context) =>
    recordSignature(ctx, {
      dossierId: territory.dossierId,
      signedOn: '2026-11-21',
      signedBy: 'Une Personne',
      signedFor: 'Présidente',
      evidence: { name: 'convention.pdf', type: 'application/pdf', content },
    }),
  );
  assert.equal(recorded.step, 'concluded');
  type Request = { id: string; state: string; signatories: { state: string; pieceId: string | null; canRecord: boolean }[] };
  const { requests } = (await signatures(gironde.manager, gironde.body)) as { requests: Request[] };
  const one = (id: string) => requests.find((request) => request.id === id) ?? assert.fail(id);
  assert.deepEqual(
    one(convention).signatories.map(({ state, pieceId }) => [state, pieceId]),
    [
      ['signed', recorded.piece?.pieceId],
      ['signed', recorded.piece?.pieceId],
    ],
  );
  assert.deepEqual([one(convention).state, one(deliberation).state], ['signed', 'cancelled']);
  assert.ok(one(deliberation).signatories.every(({ canRecord }) => !canRecord));
});

/** An authority of OpenSSL's own, behind HTTP. */
async function openAuthority(): Promise<string> {
  writeFileSync(
    join(folder, 'tsa.cnf'),
    '[tsa]\nserial = ./serial\ncrypto_device = builtin\nsigner_cert = ./tsa.pem\nsigner_key = ./tsa.key\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\naccuracy = secs:1\nordering = yes\ntsa_name = yes\ness_cert_id_alg = sha256\n',
  );
  writeFileSync(join(folder, 'serial'), '01\n');
  writeFileSync(join(folder, 'tsa.ext'), 'extendedKeyUsage = critical,timeStamping\nkeyUsage = critical,digitalSignature\n');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-utf8'];
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  if (!openssl.skip) {
    run('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Racine');
    run('req', '-new', ...key, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=Horodatage d’essai');
    run(
      'x509',
      '-req',
      '-in',
      'tsa.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '2',
      '-extfile',
      'tsa.ext',
      '-out',
      'tsa.pem',
    );
  } else writeFileSync(join(folder, 'ca.pem'), '');
  authority = createServer((request, response) => {
    void buffer(request).then((query) => {
      writeFileSync(join(folder, 'query.tsq'), query);
      run('ts', '-reply', '-config', 'tsa.cnf', '-section', 'tsa', '-queryfile', 'query.tsq', '-out', 'reply.tsr');
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(readFileSync(join(folder, 'reply.tsr')));
    });
  });
  await new Promise<void>((ready) => authority.listen(0, '127.0.0.1', ready));
  const address = authority.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/tsa`;
}
