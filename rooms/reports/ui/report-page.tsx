// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readReport } from '../contract.ts';
import { ReportLines } from './report-lines.tsx';
import { toneWords, weekTitle } from './words.ts';

/** One report, as it was sent, to read and to print. */
export function Page() {
  const { params, query } = useAddress();
  const { organisation } = usePlace();
  const week = params['week'] ?? '';
  const body = query['body'];
  const { data, error, refetch } = useEndpoint(readReport, { week, ...(body && { body }) });
  const at = `/o/${organisation.slug}/rapports`;
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Lines count={8} />;
  const isOwn = data.body.slug === organisation.slug;
  return (
    <>
      <PageHeader
        title={weekTitle(data)}
        lead={data.body.name}
        state={
          <Badge variant="light" color={toneWords[data.tone].color}>
            {toneWords[data.tone].label}
          </Badge>
        }
        trail={[{ label: 'Rapport hebdomadaire', href: at }, ...(isOwn ? [] : [{ label: 'Territoire', href: `${at}/territoire?week=${week}` }])]}
        actions={
          <Button component={HouseLink} href={`/api/o/${organisation.slug}/reports/weekly/${week}/pdf${body ? `?body=${body}` : ''}`}>
            Imprimer (PDF, une page)
          </Button>
        }
      />
      <ReportLines report={data} isOwn={isOwn} />
    </>
  );
}
