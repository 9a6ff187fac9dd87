// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Group } from '@mantine/core';
import { useState } from 'react';
import { hrefOf } from '#ui/api/call.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { instant } from '#ui/format/day.ts';
import { Section, Sections, Terms } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { downloadReturn, readReturnFile, replayReturn } from '../../contract.ts';
import { DismissDialog } from './dismiss-dialog.tsx';
import { ReturnLines } from './return-lines.tsx';
import { formLabels, StatusBadge } from './return-words.tsx';

/** One return: what it said, what was made of it, and a second reading. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params } = useAddress();
  const id = params.retour ?? '';
  const { data, error, refetch } = useEndpoint(readReturnFile, { id });
  const [dismissed, setDismissed] = useState<{ id: string; says: string } | null>(null);
  const replay = useAct(replayReturn, {
    done: ({ applied, refused }) =>
      tellDone(`Relu : ${count('ligne enregistrée', 'lignes enregistrées', applied)}, ${count('en quarantaine', 'en quarantaine', refused)}.`),
  });
  const at = `/o/${organisation.slug}/facturation`;
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const mayFollow = may('billing.follow-payments');
  return (
    <>
      <PageHeader
        title={data.name}
        state={<StatusBadge status={data.status} />}
        trail={[
          { label: 'Facturation', href: at },
          { label: 'Trésorerie', href: `${at}/tresorerie` },
          { label: 'Retours', href: `${at}/tresorerie/retours` },
        ]}
        actions={
          <Group gap="xs">
            <Button component="a" variant="default" href={hrefOf(downloadReturn, { id }, organisation.slug)}>
              Télécharger
            </Button>
            {mayFollow && (data.refused > 0 || data.status !== 'read') && (
              <Button loading={replay.isPending} onClick={() => replay.mutate({ id }, { onError: tellRefusal })}>
                Relire ce retour
              </Button>
            )}
          </Group>
        }
      />
      <Sections>
        <Section title="Le fichier" isWide>
          <Terms
            rows={[
              ['Forme', data.form && formLabels[data.form]],
              ['Reçu', `${instant(data.receivedAt)}, par ${data.receivedBy}`],
              ['Lignes', `${count('enregistrée', 'enregistrées', data.applied)}, ${count('en quarantaine', 'en quarantaine', data.refused)}`],
            ]}
          />
          {data.status !== 'read' && (
            <Alert color="red" title="Rien n’a été enregistré de ce fichier" mt="md">
              {data.says} Corrigez le réglage des retours, puis relisez-le : il est gardé tel quel.
            </Alert>
          )}
          {data.remarks.map((says) => (
            <Alert key={says} color="orange" mt="md">
              {says}
            </Alert>
          ))}
        </Section>
        {data.rows.length > 0 && (
          <Section title="Ce qui a été fait de chaque ligne" isWide>
            <ReturnLines
              caption="Lignes du retour"
              rows={data.rows.map((row) => (row.settledReason ? { ...row, says: `${row.says} – Classée : ${row.settledReason}` } : row))}
              rowKey={(row) => row.id}
              rowActions={(row) =>
                mayFollow &&
                row.verdict === 'refuse' && (
                  <Button size="compact-sm" variant="default" onClick={() => setDismissed(row)} aria-label={`Classer la ligne ${row.line}`}>
                    Classer
                  </Button>
                )
              }
            />
          </Section>
        )}
      </Sections>
      {dismissed && <DismissDialog line={dismissed} close={() => setDismissed(null)} />}
    </>
  );
}
