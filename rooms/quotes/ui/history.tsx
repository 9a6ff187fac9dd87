// SPDX-License-Identifier: EUPL-1.2
import { Card, Text, Timeline, Title } from '@mantine/core';
import { instant } from '#ui/format/day.ts';
import type { QuoteDetails } from '../contract.ts';

const words: Readonly<Record<string, string>> = {
  drafted: 'Établi',
  changed: 'Nouvelle version',
  submitted: 'Soumis à validation',
  approved: 'Validé',
  returned: 'Rendu à son auteur',
  sent: 'Envoyé',
  reminded: 'Relance envoyée',
  reopened: 'Rouvert pour révision',
  accepted: 'Accepté',
  refused: 'Refusé',
  expired: 'Expiré',
  superseded: 'Remplacé',
  withdrawn: 'Abandonné',
  shared: 'Lien ouvert',
  unshared: 'Lien fermé',
};

/** What happened to a quote, the latest first. */
export function History({ steps }: { steps: QuoteDetails['steps'] }) {
  return (
    <Card withBorder component="section" aria-label="Historique">
      <Title order={2} size="h3" mb="sm">
        Historique
      </Title>
      <Timeline bulletSize={14} lineWidth={2} active={0}>
        {steps.map((step) => (
          <Timeline.Item key={`${step.at} ${step.what}`} title={`${words[step.what] ?? step.what} (version ${step.version})`}>
            <Text size="sm">
              {instant(step.at)}, {step.byName}
            </Text>
            {step.reason && <Text size="sm">{step.reason}</Text>}
          </Timeline.Item>
        ))}
      </Timeline>
    </Card>
  );
}
