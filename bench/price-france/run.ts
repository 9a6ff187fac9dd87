// SPDX-License-Identifier: EUPL-1.2
/**
 * Prices every EPCI of France with its roster (Gironde's grid, 1 To) and every commune for every CDG 47 package, each line with its whole reasoning,
 * on one core and from memory. Aim: 0.5 s, under 300 MB.
 */
import assert from 'node:assert/strict';
import { cpus } from 'node:os';
import { readEditions, type BodyFacts, type Edition } from '#rooms/catalogue/api.ts';
import { factsFor, nationalRegister, type NationalRegister } from '#rooms/quotes/examples/national-register.ts';
import type { PricedQuote } from '#rooms/quotes/pricing/priced-quote.ts';
import { priceRequest } from '#rooms/quotes/pricing/price-request.ts';
import { readQuoteRequest, type QuoteRequest } from '#rooms/quotes/pricing/request-schema.ts';

const passes = 5;
const oneTo = { value: 1, unit: 'To' } as const;
const itemLists = new Map<readonly string[], QuoteRequest['items']>();
const register = nationalRegister();
const editions = readEditions();
const jobs = [
  { edition: named('gironde-numerique-courante'), items: ['adhesion-mutualisee'], bodies: register.territories },
  ...['cdg47-cinq-forfaits', 'cdg47-deux-forfaits'].map((key) => {
    const edition = named(key);
    return { edition, items: packagesOf(edition), bodies: register.communes.map((epci) => ({ epci, members: [] as const })) };
  }),
];

const times: number[] = [];
const cpu: number[] = [];
let seen = tally();
for (let pass = 0; pass < passes; pass += 1) {
  seen = tally();
  const start = performance.now();
  const before = process.threadCpuUsage();
  for (const job of jobs)
    for (const { epci: body, members } of job.bodies)
      seen.add(priceRequest(job.edition, requestFor(job.edition, body, job.items), { named: [body], members }));
  const used = process.threadCpuUsage(before);
  times.push(performance.now() - start);
  cpu.push((used.user + used.system) / 1000);
}
const checked = compareWithPublicRequests(register);

const [first = 0, ...later] = times;
const memory = process.resourceUsage().maxRSS / 1024;
const figure = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
console.log(`machine     ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}`);
console.log(
  `priced      ${figure.format(seen.quotes)} quotes, ${figure.format(seen.lines)} lines, ${figure.format(seen.steps)} steps of reasoning, ${figure.format(seen.counted)} bodies counted or not`,
);
console.log(`on quote    ${figure.format(seen.onQuote)} lines (a figure is missing or lies beyond the grid)`);
console.log(`first pass  ${figure.format(first / 1000)} s, cold`);
console.log(`later       ${figure.format(Math.min(...later) / 1000)} s at best, ${figure.format(Math.max(...later) / 1000)} s at worst`);
console.log(
  `processor   ${figure.format((cpu[0] ?? 0) / 1000)} s cold, ${figure.format(Math.min(...cpu) / 1000)} s at best: what one core works, whatever else the machine does`,
);
console.log(`memory      ${figure.format(memory)} MB at the highest, register and runtime included`);
console.log(`equal       ${figure.format(checked)} quotes asked again through the public request format`);
if (memory > 300 || Math.min(...cpu) > 500) process.exitCode = 1;

function requestFor(edition: Edition, body: BodyFacts, offers: readonly string[]): QuoteRequest {
  return {
    operator: edition.operator.key,
    edition: edition.key,
    for: body.siren === undefined ? { insee: body.insee ?? '' } : { siren: body.siren },
    leaveOut: [],
    bodies: [],
    volume: oneTo,
    items: itemsOf(offers),
    years: 3,
  };
}

function itemsOf(offers: readonly string[]): QuoteRequest['items'] {
  const items = itemLists.get(offers) ?? offers.map((offer) => ({ offer, inputs: {} }));
  itemLists.set(offers, items);
  return items;
}

/** One in fifty, asked as a stranger would: JSON in, JSON out. */
function compareWithPublicRequests(known: NationalRegister): number {
  let compared = 0;
  for (const job of jobs)
    for (const [at, { epci: body, members }] of job.bodies.entries()) {
      if (at % 50 !== 0) continue;
      const request = requestFor(job.edition, body, job.items);
      const asked = readQuoteRequest(JSON.parse(JSON.stringify(request)));
      const answer = JSON.stringify(priceRequest(job.edition, asked, factsFor(known, asked)));
      assert.equal(JSON.stringify(priceRequest(job.edition, request, { named: [body], members })), answer);
      compared += 1;
    }
  return compared;
}

function tally() {
  const sums = { quotes: 0, lines: 0, steps: 0, counted: 0, onQuote: 0 };
  return Object.assign(sums, {
    add(quote: PricedQuote) {
      sums.quotes += 1;
      sums.counted += quote.counting?.bodies.length ?? 0;
      for (const line of quote.lines) {
        sums.lines += 1;
        sums.steps += line.why.length;
        if (line.status === 'on-quote') sums.onQuote += 1;
      }
    },
  });
}

function packagesOf(edition: Edition): string[] {
  return edition.offers.filter((offer) => offer.kind === 'package').map((offer) => offer.key);
}

function named(key: string): Edition {
  const edition = editions.get(key);
  if (!edition) throw new Error(`no edition ${key}`);
  return edition;
}
