// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { dayWithWeekday } from '#ui/format/day.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { previewReport } from '../contract.ts';
import { ReportLines } from './report-lines.tsx';
import classes from './reports.module.css';
import { RoomTabs } from './room-tabs.tsx';
import { weekTitle } from './words.ts';

/** What the next report would say now, and who gets it. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(previewReport, {});
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Lines count={8} />;
  return (
    <>
      <PageHeader
        title="Cette semaine"
        lead={`${weekTitle(data)}, telle qu’elle se présente à cet instant.`}
        trail={[{ label: 'Rapport hebdomadaire', href: `/o/${organisation.slug}/rapports` }]}
      />
      <RoomTabs />
      <ReportLines report={data} isOwn />
      <p className={classes.quiet} style={{ marginTop: '1.5rem' }}>
        {data.mailedTo.length === 0
          ? 'Ce rapport n’est envoyé à personne : choisissez ses destinataires.'
          : `Il part le ${dayWithWeekday(data.sentOn)} à sept heures, à ${data.mailedTo.join(', ')}.`}
      </p>
    </>
  );
}
