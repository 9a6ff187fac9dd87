// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { BodyKind } from '../contract/body-kinds.ts';
import { editionOfPackage, type PackageEdition } from './package-edition.ts';

export type PopulationFigure = 'totale' | 'municipale' | 'communeFile';
export type SourcePopulation = { figure: PopulationFigure; inhabitants: number; vintage: string };
export type FormerCommune = { insee: string; name: string | null; status: 'deleguee' | 'associee' | 'supprimee' };

/** A commune or EPCI as one edition tells it. What the edition lacks is null or absent. */
export type SourceBody = {
  kind: BodyKind;
  name: string;
  siren: string | null;
  insee: string | null;
  department: string | null;
  populations: SourcePopulation[];
  former: FormerCommune[];
};

/** One edition of the national register, whatever file it came from. */
export type RegisterSource = {
  edition: number;
  packageVersion: string;
  inForceOn: string;
  /** Digest of the files: a second import of the same changes nothing. */
  digest: string;
  communes: SourceBody[];
  epci: (SourceBody & { siren: string; members: string[] })[];
};

const PACKAGE = '@etalab/decoupage-administratif';

/** Reads the communes and EPCI of the package that is installed. Throws when a file has not the shape that is known. */
export async function readPackage(): Promise<RegisterSource> {
  const version = await installedVersion();
  const [communes = '', epci = ''] = await Promise.all(['data/communes.json', 'data/epci.json'].map(readPart));
  const edition = editionOfPackage(version);
  const digest = createHash('sha256').update(communes).update(epci).digest('hex');
  return { ...readFiles(communesShape.parse(JSON.parse(communes)), epciShape.parse(JSON.parse(epci)), edition), packageVersion: version, digest };
}

/** The version of the package that is installed. */
export async function installedVersion(): Promise<string> {
  return manifestShape.parse(JSON.parse(await readPart('package.json'))).version;
}

function readPart(path: string): Promise<string> {
  return readFile(fileURLToPath(import.meta.resolve(`${PACKAGE}/${path}`)), 'utf8');
}

const manifestShape = z.object({ version: z.string() });
const count = z.int().min(0);

const communesShape = z.array(
  z.object({
    code: z.string(),
    nom: z.string(),
    departement: z.string().optional(),
    type: z.enum(['commune-actuelle', 'commune-deleguee', 'commune-associee', 'arrondissement-municipal']),
    siren: z.string().optional(),
    population: count.optional(),
    chefLieu: z.string().optional(),
    anciensCodes: z.array(z.string()).optional(),
  }),
);

const epciShape = z.array(
  z.object({
    code: z.string(),
    nom: z.string(),
    type: z.enum(['CC', 'CA', 'CU', 'METRO', 'MET69']),
    populationTotale: count,
    populationMunicipale: count,
    membres: z.array(z.object({ code: z.string(), populationTotale: count, populationMunicipale: count })),
  }),
);

type Communes = z.infer<typeof communesShape>;
type Epci = z.infer<typeof epciShape>;
const epciKind = { CC: 'cc', CA: 'ca', CU: 'cu', METRO: 'metropole', MET69: 'metropole' } as const;

function readFiles(communes: Communes, epci: Epci, edition: PackageEdition): Pick<RegisterSource, 'edition' | 'inForceOn' | 'communes' | 'epci'> {
  const inEpciFile = new Map(epci.flatMap(({ membres }) => membres.map((member) => [member.code, member] as const)));
  const former = formerByCommune(communes);
  const current = communes.filter(({ type }) => type === 'commune-actuelle');
  const departments = new Map(current.map(({ code, departement }) => [code, departement]));
  return {
    edition: edition.edition,
    inForceOn: edition.inForceOn,
    communes: current.map((commune) => ({
      kind: 'commune' as const,
      name: commune.nom,
      siren: commune.siren ?? null,
      insee: commune.code,
      department: commune.departement ?? null,
      populations: populationsOf(commune, inEpciFile.get(commune.code), edition),
      former: former.get(commune.code) ?? [],
    })),
    epci: epci.map((one) => ({
      kind: epciKind[one.type],
      name: one.nom,
      siren: one.code,
      insee: null,
      department: mostFrequent(one.membres.map(({ code }) => departments.get(code))),
      populations: [
        { figure: 'totale' as const, inhabitants: one.populationTotale, vintage: edition.vintages.epciFile },
        { figure: 'municipale' as const, inhabitants: one.populationMunicipale, vintage: edition.vintages.epciFile },
      ],
      former: [],
      members: one.membres.map(({ code }) => code),
    })),
  };
}

function populationsOf(
  commune: Communes[number],
  member: Epci[number]['membres'][number] | undefined,
  { vintages }: PackageEdition,
): SourcePopulation[] {
  const isMayotte = commune.departement === '976';
  const epciVintage = isMayotte ? vintages.mayotte : vintages.epciFile;
  const populations: SourcePopulation[] = [];
  if (member) {
    populations.push({ figure: 'totale', inhabitants: member.populationTotale, vintage: epciVintage });
    populations.push({ figure: 'municipale', inhabitants: member.populationMunicipale, vintage: epciVintage });
  }
  if (commune.population !== undefined)
    populations.push({ figure: 'communeFile', inhabitants: commune.population, vintage: isMayotte ? vintages.mayotte : vintages.communeFile });
  return populations;
}

/** Communes that live on inside another, and the codes that a commune absorbed, by the code of the commune that took them in. */
function formerByCommune(communes: Communes): Map<string, FormerCommune[]> {
  const found = new Map<string, Map<string, FormerCommune>>();
  const add = (into: string, former: FormerCommune): void => {
    const known = found.get(into) ?? new Map<string, FormerCommune>();
    found.set(into, known);
    if (!known.has(former.insee)) known.set(former.insee, former);
  };
  for (const { type, chefLieu, code, nom } of communes) {
    if (type === 'commune-deleguee' && chefLieu) add(chefLieu, { insee: code, name: nom, status: 'deleguee' });
    if (type === 'commune-associee' && chefLieu) add(chefLieu, { insee: code, name: nom, status: 'associee' });
  }
  for (const { type, code, anciensCodes } of communes)
    if (type === 'commune-actuelle') for (const old of anciensCodes ?? []) add(code, { insee: old, name: null, status: 'supprimee' });
  return new Map([...found].map(([code, former]) => [code, [...former.values()]]));
}

function mostFrequent(values: readonly (string | undefined)[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}
