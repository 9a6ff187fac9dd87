// SPDX-License-Identifier: EUPL-1.2
import { Anchor, Title } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { today } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { readMyCalendar } from '../../contract.ts';
import { EmployerLines } from './employer-lines.tsx';

/** My next absences with my other employers, beside those of this one; nothing for whoever has one employer. */
export function Elsewhere() {
  const { organisation } = usePlace();
  const from = today();
  const { data } = useEndpoint(readMyCalendar, { from, until: `${Number(from.slice(0, 4)) + 1}-12-31` });
  const employers = data?.employers.filter(({ organisationId }) => organisationId !== organisation.id) ?? [];
  if (!data || employers.length === 0) return null;
  const rows = data.rows.filter(({ organisationId }) => organisationId !== organisation.id);
  return (
    <section aria-label="Chez mes autres employeurs">
      <Title order={2} mt="xl" mb="md">
        Chez mes autres employeurs
      </Title>
      {rows.length > 0 ? <EmployerLines employers={employers} rows={rows} /> : <p>Aucune absence à venir.</p>}
      <p>
        {employers.map(({ organisationId, slug, name }) => (
          <span key={organisationId}>
            <Anchor component={HouseLink} href={`/o/${slug}/conges`}>
              Mes compteurs à {name}
            </Anchor>
            {' · '}
          </span>
        ))}
        <Anchor component={HouseLink} href="/mes-conges">
          Tout sur un même calendrier
        </Anchor>
      </p>
    </section>
  );
}
