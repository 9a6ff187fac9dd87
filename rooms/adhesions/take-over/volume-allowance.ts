// SPDX-License-Identifier: EUPL-1.2
import { indexOf, volume, type CompiledEdition } from '#rooms/catalogue/api.ts';
import type { OpenedAllowance, OpenedService } from '#rooms/rights/api.ts';

/** The key under which the volume of a territory is counted. */
export const VOLUME_KEY = 'volume-du-territoire';

/** What a territory stores together, up to the row of the grid that it bought: beyond, the next annual call moves. */
export function volumeAllowance(edition: CompiledEdition, volumeGo: number, services: readonly OpenedService[]): OpenedAllowance[] {
  const row = gridOf(edition)?.rows.steps;
  const bought = row?.[indexOf(row, volumeGo)];
  const service = services.find(({ service: key }) => key === 'nas') ?? services[0];
  if (!bought || !service) return [];
  return [
    {
      service: service.service,
      key: VOLUME_KEY,
      label: 'Volume de données du territoire',
      unit: 'Go',
      kind: 'level',
      per: 'term',
      amount: bought.upTo * 1_000,
      isHard: false,
      isPooled: true,
      source: {
        edition: edition.source.key,
        citation: bought.citation,
        says: `Ligne «\u00a0${bought.label}\u00a0» de la grille, pour ${volume(volumeGo)} souscrit.`,
      },
    },
  ];
}

export type Grid = Extract<CompiledEdition['source']['offers'][number]['variants'][number]['charges'][number]['price'], { kind: 'grid' }>;

/** The grid of an edition's adhesion; null when it has none. */
export function gridOf({ source }: CompiledEdition): Grid | null {
  const adhesion = source.offers.find(({ kind }) => kind === 'adhesion');
  const price = adhesion?.variants[0]?.charges.find((charge) => charge.price.kind === 'grid')?.price;
  return price?.kind === 'grid' ? price : null;
}
