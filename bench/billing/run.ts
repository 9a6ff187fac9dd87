// SPDX-License-Identifier: EUPL-1.2
/**
 * A national run: every body of the country pays for ten lines; prepared, locked, then the calls of a department issued.
 * `node_modules/node/bin/node bench/billing/run.ts [payers] [payers whose documents are issued]`
 */
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import type { Actor, Context } from '#platform/context.ts';
import { contextWithoutTransaction, inContext } from '#platform/make-context.ts';
import { openTestHouse } from '#platform/testing/house.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { asOwner, makeBody } from '#rooms/people/testing.ts';
import { billingRooms } from '#rooms/billing/testing.ts';
import { decideCorrections } from '#rooms/billing/corrections/decide-corrections.ts';
import { listCorrections } from '#rooms/billing/corrections/list-corrections.ts';
import { issueRun } from '#rooms/billing/runs/issue-run.ts';
import { lockRun } from '#rooms/billing/runs/lock-run.ts';
import { prepareRun } from '#rooms/billing/runs/prepare-run.ts';
import { workOnRun } from '#rooms/billing/runs/work-on-run.ts';
import { siretOf } from '#rooms/billing/payers/siret.ts';
import { familyNames } from '#rooms/billing/contract.ts';
import type { Tables } from '#rooms/billing/tables.ts';

const PAYERS = Number(process.argv[2] ?? 36_000);
const LINES = 10;
/** Prepared and locked at once, whatever their number. */
const ALL = 1_000_000;
const ISSUED = Number(process.argv[3] ?? 1_000);
const aims = { prepareS: 30, issueCpuS: 4 };

const it = await openTestHouse(billingRooms, { seed: nationalRegister });
const operator = await makeBody(it, { kind: 'syndicat', siren: '123456782' });
const payers = await asOwner(it, async (client) => {
  const { rows } = await client.query<{ id: string; siren: string }>(
    `select id, siren from organisations.body where siren is not null and ended_on is null and id <> $1 order by siren limit $2`,
    [operator.id, PAYERS],
  );
  const bodies = rows.map(({ id, siren }) => ({ id, siret: siretOf(siren, '0001') }));
  await client.query(
    `insert into billing.payer (organisation_id, id, payer_id, siret, changed_by, changed_at)
     select $1, gen_random_uuid(), r.id, r.siret, 'banc', now() from jsonb_to_recordset($2::jsonb) as r (id uuid, siret text)`,
    [operator.id, JSON.stringify(bodies)],
  );
  await client.query(
    `insert into adhesions.convention (organisation_id, id, kind, number, payer_id, beneficiary_id, edition, yearly_cents, begins_on, renewal, notice_months,
       proofs, concluded_at, concluded_by)
     select $1, md5('convention ' || r.siret)::uuid, 'package', 'B-' || row_number() over (order by r.siret), r.id, r.id, 'banc', 123456, '2027-01-01', 'none', 3, '{}', now(), 'banc'
     from jsonb_to_recordset($2::jsonb) as r (id uuid, siret text)`,
    [operator.id, JSON.stringify(bodies)],
  );
  await client.query(
    `insert into adhesions.line (organisation_id, id, convention_id, beneficiary_id, offer, label, edition, inputs, yearly_cents, begins_on, proof)
     select $1, md5('line ' || c.id || n)::uuid, c.id, c.beneficiary_id, 'offre-' || n, 'Ligne ' || n, 'banc', '{"quantity":1}', 1000 + n * 7, '2027-01-01',
       jsonb_build_object('due', jsonb_build_object('firstYear', 1, 'everyYears', 1), 'treatment', case when n % 2 = 0 then 'exempt' else 'taxed' end,
         'vatBps', 2000, 'why', jsonb_build_array(jsonb_build_object('says', 'Cellule imprimée du tarif')))
     from adhesions.convention c, generate_series(1, $2::int) as n
     where c.organisation_id = $1`,
    [operator.id, LINES],
  );
  await client.query('analyze adhesions.convention; analyze adhesions.line; analyze billing.payer');
  return rows;
});

const one: Actor = { kind: 'person', personId: '00000000-0000-7000-8000-00000000000a', name: 'Prépare', sessionId: 'banc' };
const other: Actor = { kind: 'person', personId: '00000000-0000-7000-8000-00000000000b', name: 'Émet', sessionId: 'banc' };
const inside = <Result>(actor: Actor, work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> =>
  inContext<Tables, Result>(it.house, { actor, organisation: operator.id, may: () => true }, work);
const wanted = { title: 'Banc', year: 2027, fromOn: null, untilOn: null, families: familyNames, payerIds: null };

console.log(`machine     ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`);
const asked = await inside(one, (ctx) => prepareRun(ctx, wanted));
const [, preparing] = await measured(() => work(asked.id));
console.log(`prepare     ${payers.length} payers × ${LINES} lines, by the job: ${preparing}   aim: under ${aims.prepareS} s for 36 000`);
console.log(`            ${await computed(asked.id)}`);
const run = await inside(one, (ctx) => lockRun(ctx, asked));
const [, locking] = await measured(() => work(asked.id));
console.log(
  `lock        ${run.payers} payers, ${(run.grossCents / 100).toLocaleString('fr-FR')} €, totals worked out again and digest, by the job: ${locking}`,
);
const issued = ISSUED < payers.length ? await someLocked() : asked;
const { documents } = await inside(other, (ctx) => issueRun(ctx, issued));
const [, issuing] = await measured(() => work(issued.id));
console.log(
  `issue       ${documents} documents with numbers and postings, by the job, one transaction: ${issuing}   aim: under ${aims.issueCpuS} s of processor for 2 000`,
);
for (const page of [1, 2]) {
  const [found, correcting] = await measured(() => inside(one, (ctx) => listCorrections(ctx, { year: 2027, page, size: 25 })));
  console.log(`correct     page ${page} of ${found.total} differences with what these documents billed: ${correcting}`);
}
const key = await raised();
const [, deciding] = await measured(() =>
  inside(one, (ctx) => decideCorrections(ctx, { year: 2027, keys: [key], decision: 'complement', reason: '' })),
);
console.log(`decide      a difference of one payer, read anew: ${deciding}`);
await it.close();

/** A line of a document costs more since; its key among corrections. */
function raised(): Promise<string> {
  return asOwner(it, async (client) => {
    const { rows } = await client.query<{ source_key: string }>(
      `select source_key from billing.billed where organisation_id = $1 and source_key like 'line/%' limit 1`,
      [operator.id],
    );
    const billed = rows[0]?.source_key ?? '';
    await client.query('update adhesions.line set yearly_cents = yearly_cents + 500 where organisation_id = $1 and id = $2', [
      operator.id,
      billed.split('/')[1],
    ]);
    return billed;
  });
}

async function someLocked(): Promise<{ id: string }> {
  const some = await inside(one, (ctx) => prepareRun(ctx, { ...wanted, payerIds: payers.slice(0, ISSUED).map(({ id }) => id) }, ALL));
  await inside(one, (ctx) => lockRun(ctx, some, ALL));
  return some;
}

function work(runId: string): Promise<void> {
  return workOnRun(contextWithoutTransaction<Tables>(it.house, { actor: { kind: 'job', name: 'banc' }, organisation: operator.id }), { runId });
}

/** Two computations of the same owe the same: everything that was written, but for ids, which each copy of the register draws anew. */
function computed(runId: string): Promise<string> {
  return asOwner(it, async (client) => {
    const { rows } = await client.query<{ heads: number; lines: number; digest: string }>(
      `select count(distinct h.id)::int as heads, count(*)::int as lines, md5(string_agg(md5(
         replace(h.kind || h.payer_name || h.lines || h.net_cents || h.vat_cents || h.gross_cents || coalesce(h.previous_cents::text, '') || h.vat || h.differences || h.annex
         || h.faults::text || l.rank || l.source_key || l.line_key || l.family || l.offer || l.net_cents || l.vat_code || l.rate_basis_points || l.content,
         h.payer_id::text, b.siren)), '' order by b.siren, h.kind, l.rank)) as digest
       from billing.liquidation h
       join billing.liquidation_line l on l.organisation_id = h.organisation_id and l.liquidation_id = h.id
       join organisations.body b on b.id = h.payer_id
       where h.run_id = $1`,
      [runId],
    );
    return `${rows[0]?.heads} documents to come, ${rows[0]?.lines} lines, digest ${rows[0]?.digest}`;
  });
}

/** Says how long it took, and what it cost to the processors: this process, and those of the database that served it. */
async function measured<Result>(act: () => Promise<Result>): Promise<[Result, string]> {
  globalThis.gc?.();
  const held = process.memoryUsage.rss();
  let most = held;
  const watching = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50);
  const load = loadavg()[0] ?? 0;
  const before = await backends();
  const begun = performance.now();
  const spent = process.cpuUsage();
  const result = await act();
  clearInterval(watching);
  const { user, system } = process.cpuUsage(spent);
  const wall = (performance.now() - begun) / 1000;
  const after = await backends();
  const own = (user + system) / 1e6;
  const database = [...after].reduce((sum, [pid, seconds]) => sum + seconds - (before.get(pid) ?? 0), 0);
  const cost = `${(own + database).toFixed(1)} s of processor (server ${own.toFixed(1)}, PostgreSQL ${database.toFixed(1)}), ${Math.round((most - held) / 2 ** 20)} MB more than before`;
  return [result, `${wall.toFixed(1)} s by the clock at load ${load.toFixed(1)} to ${loadavg()[0]?.toFixed(1)}, ${cost}`];
}

/** Seconds of processor that each process of this database has had, by `/proc/<pid>/stat`: Linux, ticks of a hundredth. */
async function backends(): Promise<Map<number, number>> {
  const { rows } = await asOwner(it, (client) =>
    client.query<{ pid: number }>('select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'),
  );
  return new Map(
    rows.map(({ pid }) => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return [pid, (Number(fields[11]) + Number(fields[12])) / 100];
    }),
  );
}
