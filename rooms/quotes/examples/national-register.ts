// SPDX-License-Identifier: EUPL-1.2
/**
 * Communes and EPCI of the open package as facts for the engine, in memory: for the worked examples, the properties and the benchmark, which must
 * run without a database. The server reads its own register.
 */
import { createRequire } from 'node:module';
import type { BodyFacts } from '#rooms/catalogue/api.ts';
import type { QuoteFacts } from '../pricing/quote-facts.ts';
import type { QuoteRequest } from '../pricing/request-schema.ts';

type Member = { code: string; populationTotale: number; populationMunicipale: number };
type EpciRow = { code: string; nom: string; type: keyof typeof epciKinds; populationTotale: number; populationMunicipale: number; membres: Member[] };
type CommuneRow = { code: string; nom: string; type: string; siren?: string; population?: number };

export type NationalRegister = {
  readonly communes: readonly BodyFacts[];
  readonly territories: readonly { readonly epci: BodyFacts; readonly members: readonly BodyFacts[] }[];
  readonly byNumber: ReadonlyMap<string, BodyFacts>;
  readonly membersOf: ReadonlyMap<string, readonly BodyFacts[]>;
};

const epciKinds = { CC: 'cc', CA: 'ca', CU: 'cu', METRO: 'metropole', MET69: 'metropole' } as const;
/** Reference years of edition 6: the EPCI file still has 2022, the commune file 2023, Mayotte its census of 2017. */
const vintages = { epciFile: '2022', communeFile: '2023', mayotte: '2017' };

/** Reads the whole package: some 35,000 communes and 1,255 EPCI. */
export function nationalRegister(): NationalRegister {
  const load = createRequire(import.meta.url);
  // The package ships plain JSON without types.
  const epciRows = load('@etalab/decoupage-administratif/data/epci.json') as EpciRow[];
  const communeRows = load('@etalab/decoupage-administratif/data/communes.json') as CommuneRow[];
  const inEpci = new Map(epciRows.flatMap((row) => row.membres.map((member) => [member.code, member] as const)));
  const communes = communeRows.filter((row) => row.type === 'commune-actuelle').map((row) => communeOf(row, inEpci.get(row.code)));
  const byInsee = new Map(communes.map((commune) => [commune.insee, commune]));
  const territories = epciRows.map((row) => ({ epci: epciOf(row), members: row.membres.flatMap((member) => byInsee.get(member.code) ?? []) }));
  const byNumber = new Map<string, BodyFacts>();
  for (const body of [...communes, ...territories.map((one) => one.epci)])
    for (const number of [body.siren, body.insee]) if (number) byNumber.set(number, body);
  return { communes, territories, byNumber, membersOf: new Map(territories.map((one) => [one.epci.id, one.members])) };
}

/** The facts of the bodies that a request names. An unknown number is left out: the engine refuses it. */
export function factsFor(register: NationalRegister, request: QuoteRequest): QuoteFacts {
  const bodies = [request.for, ...request.bodies];
  const numbers = bodies.flatMap((body) => ('siren' in body ? [body.siren] : 'insee' in body ? [body.insee] : (body.serves ?? [])));
  const named = numbers.flatMap((number) => register.byNumber.get(number) ?? []);
  const subject = named.find((body) => 'siren' in request.for && body.siren === request.for.siren);
  return { named, members: (subject && register.membersOf.get(subject.id)) ?? [] };
}

function communeOf(row: CommuneRow, member: Member | undefined): BodyFacts {
  const isMayotte = row.code.startsWith('976');
  const vintage = isMayotte ? vintages.mayotte : vintages.epciFile;
  return {
    id: row.siren ?? row.code,
    ...(row.siren === undefined ? {} : { siren: row.siren }),
    insee: row.code,
    kind: 'commune',
    name: row.nom,
    population: {
      ...(member ? { totale: { value: member.populationTotale, vintage }, municipale: { value: member.populationMunicipale, vintage } } : {}),
      ...(row.population === undefined
        ? {}
        : { communeFile: { value: row.population, vintage: isMayotte ? vintages.mayotte : vintages.communeFile } }),
    },
  };
}

function epciOf(row: EpciRow): BodyFacts {
  const vintage = row.membres.every((member) => member.code.startsWith('976')) ? vintages.mayotte : vintages.epciFile;
  const population = { totale: { value: row.populationTotale, vintage }, municipale: { value: row.populationMunicipale, vintage } };
  return { id: row.code, siren: row.code, kind: epciKinds[row.type], name: row.nom, population };
}
