// SPDX-License-Identifier: EUPL-1.2
import type { Edition } from '../edition-schema.ts';
import { textCell } from './cells.ts';
import type { PrintedTable } from './printed-shapes.ts';

const statuses = { INC: 'Inclus', CPL: 'Complément', HM: 'Hors mutualisation', GC: 'Groupement de commandes' } as const;

/** The services under their headings, a table for each heading that has no parent, with their status. */
export function serviceTables(edition: Edition): PrintedTable[] {
  const label = new Map(edition.headings.map((heading) => [heading.key, heading.label]));
  return edition.headings
    .filter((heading) => heading.parent === undefined)
    .map((heading): PrintedTable => {
      const under = edition.headings.filter((child) => child.key === heading.key || child.parent === heading.key);
      const services = under.flatMap((child) => edition.services.filter((service) => service.heading === child.key));
      return {
        key: `services-${heading.key}`,
        caption: heading.label,
        corner: 'Service',
        columns: [
          { label: 'Statut', isAmount: false, citations: [] },
          { label: 'Précisions', isAmount: false, citations: [] },
        ],
        rows: services.map((service) => ({
          group: service.heading === heading.key ? null : (label.get(service.heading) ?? null),
          label: service.label,
          detail: null,
          citations: service.citations,
          readings: service.readings,
          cells: [
            textCell(statuses[service.status], { citations: service.citations, readings: service.readings }),
            textCell([service.note, ...service.limits.map((limit) => limit.says)].filter(Boolean).join(' '), {
              citations: service.limits.map((limit) => limit.citation),
              readings: service.limits.flatMap((limit) => limit.readings),
            }),
          ],
          anchor: `service-${service.key}`,
        })),
        notes: [],
      };
    })
    .filter((table) => table.rows.length > 0);
}
