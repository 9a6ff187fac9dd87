// SPDX-License-Identifier: EUPL-1.2
/**
 * Every amount of the specification's worked examples that is a bill, to the cent: priced by the operator's catalogue, then billed year by year
 * through the rules of this room. What the example calls payable is what the documents of the year sum to, VAT once per rate.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { projectRoot } from '#platform/db/migrate.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import type { OwedConvention } from '#rooms/adhesions/api.ts';
import type { AcceptedQuote } from '#rooms/quotes/api.ts';
import { makeOperator, openQuoteHouse, type TestOperator } from '#rooms/quotes/testing.ts';
import { conventionLines } from './liquidation/convention-lines.ts';
import type { DueLine } from './liquidation/due-line.ts';
import { quoteLines } from './liquidation/quote-lines.ts';
import { sumTotals, vatTotals } from './liquidation/totals.ts';
import { defaultSettings } from './settings/read-settings.ts';

type Example = {
  id: string;
  says: string;
  cases: {
    request: Record<string, unknown>;
    expected: { status?: string; yearsCents?: number[]; payableYearsCents?: number[]; vatCents?: number };
  }[];
};
type Priced = AcceptedQuote['priced'];

const folder = join(projectRoot, 'rooms/quotes/examples');
const examples = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'register.json')
  .flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Example[]) // checked by the test of its own room
  .toSorted((one, other) => one.id.localeCompare(other.id));

let it: TestHouse;
const operators = new Map<string, TestOperator>();
before(async () => {
  it = await openQuoteHouse();
  for (const key of ['gironde-numerique', 'cdg-47']) operators.set(key, await makeOperator(it, key));
});
after(() => it.close());

for (const { id, says, cases } of examples) {
  const bills = cases.filter(({ expected: { status, yearsCents } }) => status !== 'on-quote' && yearsCents !== undefined);
  if (bills.length === 0) continue;
  test(`${id} ${says}`, async () => {
    for (const { request, expected } of bills) {
      const priced = await priceOf(request);
      for (const [at, cents] of (expected.yearsCents ?? []).entries()) {
        const billed = documentsOf(billYear(priced, at + 1));
        assert.equal(
          billed.reduce((sum, { netCents }) => sum + netCents, 0),
          cents,
          `year ${at + 1}`,
        );
        const payable = expected.payableYearsCents?.[at];
        if (payable !== undefined)
          assert.equal(
            billed.reduce((sum, { grossCents }) => sum + grossCents, 0),
            payable,
            `payable in year ${at + 1}`,
          );
      }
      if (expected.vatCents !== undefined)
        assert.equal(
          documentsOf(billYear(priced, 1)).reduce((sum, { vatCents }) => sum + vatCents, 0),
          expected.vatCents,
          'VAT of the first year',
        );
    }
  });
}

async function priceOf(request: Record<string, unknown>): Promise<Priced> {
  const operator = operators.get(String(request['operator'])) ?? assert.fail('an operator');
  const response = await it.app.inject({ method: 'POST', url: `/api/o/${operator.body.slug}/quotes/price`, payload: request });
  assert.equal(response.statusCode, 200, response.body);
  return response.json<Priced>();
}

const START = 2027;

/** What a year bills of a priced request: through a convention for an adhesion or a package, through the quote for what is bought one by one. */
function billYear(priced: Priced, rank: number): DueLine[] {
  const period = { from: `${START + rank - 1}-01-01`, until: `${START + rank - 1}-12-31` };
  if (priced.included.length === 0) return quoteLines({ ...quoteOf(priced) }, period, defaultSettings);
  const payers = [...new Set(priced.lines.map(({ payer }) => payer))];
  return payers
    .flatMap((payer) => conventionLines({ convention: conventionOf(priced, payer), period, settings: defaultSettings, offerLabel: () => '' }))
    .filter(({ netCents }) => netCents !== 0);
}

function quoteOf(priced: Priced): AcceptedQuote {
  return {
    id: 'q',
    number: 'D-1',
    title: '',
    payerId: '',
    payerName: '',
    isAccepted: true,
    request: { items: [] } as unknown as AcceptedQuote['request'], // billing reads the price alone
    priced,
    evidence: { documentDigest: '', evidenceDigest: '', decidedAt: `${START}-01-01T09:00:00Z`, act: '' },
  };
}

/** As the room of conventions keeps the lines of a quote when it concludes. */
function conventionOf(priced: Priced, payer: string): OwedConvention {
  const lines = priced.lines.filter((line) => line.payer === payer);
  return {
    id: 'c',
    number: 'C-1',
    kind: priced.counting ? 'cadre' : 'package',
    payerId: payer,
    beneficiaryId: payer,
    edition: priced.edition.key,
    quoteNumber: 'D-1',
    beginsOn: `${START}-01-01`,
    endsOn: null,
    openedAt: null,
    amounts: [{ from: `${START}-01-01`, yearlyCents: 0, says: '', by: 'C-1' }],
    lines: lines.map((line, at) => ({
      id: `l${at}`,
      beneficiaryId: line.beneficiaries[0] ?? payer,
      offer: line.offer,
      label: line.label,
      edition: priced.edition.key,
      inputs: { quantity: line.quantity },
      yearlyCents: line.amountCents,
      beginsOn: `${START}-01-01`,
      endsOn: null,
      proof: { due: line.due, treatment: line.treatment, vatBps: line.vatBps, why: line.why },
    })),
    proofs: {},
  };
}

/** One document a payer and kind, with its VAT. */
function documentsOf(lines: readonly DueLine[]) {
  const groups = Map.groupBy(lines, ({ payerId, kind }) => `${payerId} ${kind}`);
  return [...groups.values()].map((group) =>
    sumTotals(
      vatTotals(
        group.map((line) => ({ ...line, netCents: line.netCents ?? 0 })),
        defaultSettings,
      ),
    ),
  );
}
