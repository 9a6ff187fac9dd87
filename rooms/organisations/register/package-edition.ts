// SPDX-License-Identifier: EUPL-1.2

/** What a version of the national package holds, which the package itself does not say. */
export type PackageEdition = {
  /** Year of the perimeters: names and composition on 1 January. */
  edition: number;
  inForceOn: string;
  /** Reference year of each population figure. */
  vintages: { epciFile: string; communeFile: string; mayotte: string };
};

// The reference years were recognised by comparison with the figures that INSEE publishes (Paris 2 113 705 in 2022, 2 103 778 in 2023);
// Mayotte keeps its census of 2017, as the package's own page says.
const editions: Readonly<Record<string, PackageEdition>> = {
  '6.0.0': { edition: 2026, inForceOn: '2026-01-01', vintages: { epciFile: '2022', communeFile: '2023', mayotte: '2017' } },
};

/** The edition of a package version. Throws for a version that nobody has qualified yet: its vintages would be guesses. */
export function editionOfPackage(version: string): PackageEdition {
  const edition = editions[version];
  if (!edition)
    throw new Error(
      `la version ${version} du découpage administratif n’est pas qualifiée : dites son année et ses millésimes dans package-edition.ts`,
    );
  return edition;
}
