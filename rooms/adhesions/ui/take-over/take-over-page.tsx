// SPDX-License-Identifier: EUPL-1.2
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { CsvDrop } from '#ui/imports/csv-drop.tsx';
import { useSentFile } from '#ui/imports/use-sent-file.ts';
import { Steps } from '#ui/parts/steps.tsx';
import { Terms } from '#ui/parts/section.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { previewTakeOver, takeOverColumns, type applyTakeOver } from '../../contract.ts';
import { TakeOverChoice } from './take-over-choice.tsx';

const MOST_BYTES = 10_000_000;

type Done = OutputOf<typeof applyTakeOver>;

/** From a spreadsheet to the register: the file, what it would do convention by convention, then those chosen. */
export function Page() {
  const { organisation } = usePlace();
  const at = `/o/${organisation.slug}/adhesions`;
  const [done, setDone] = useState<Done | null>(null);
  const file = useSentFile(previewTakeOver);
  const { sent } = file;
  const step = done ? 3 : sent ? 2 : 1;
  const stateOf = (of: number): 'done' | 'current' | 'todo' => (of < step ? 'done' : of === step ? 'current' : 'todo');
  const again = (): void => {
    setDone(null);
    void file.choose([]);
  };
  return (
    <>
      <PageHeader
        title="Reprendre des conventions"
        trail={[
          { label: 'Conventions', href: `${at}/conventions` },
          { label: 'Reprises', href: `${at}/reprises` },
        ]}
        lead="Les conventions qui existaient avant entrent par un fichier, sans rejouer leur dossier. Rien n’est enregistré avant que vous n’ayez choisi."
      />
      <Steps
        label="Étapes de la reprise"
        steps={[
          { label: 'Le fichier', state: stateOf(1) },
          { label: 'Les conventions', state: stateOf(2) },
          { label: 'C’est fait', state: done ? 'done' : 'todo' },
        ]}
      />
      {done && <Finished result={done} at={at} again={again} />}
      {!done && (
        <>
          <CsvDrop
            label="Fichier des conventions"
            hint="CSV, point-virgule ou virgule, 10 Mo et 20 000 lignes au plus."
            mostBytes={MOST_BYTES}
            file={file}
          />
          {!sent && <Columns template={`/api/o/${organisation.slug}/adhesions/take-overs/modele.csv`} />}
          {sent && <TakeOverChoice key={sent.file.content} sent={sent.file} preview={sent.read} done={setDone} />}
        </>
      )}
    </>
  );
}

function Columns({ template }: { template: string }) {
  return (
    <section aria-labelledby="colonnes">
      <h2 id="colonnes">Ce que le fichier contient</h2>
      <p>
        Une ligne par convention, ou plusieurs qui portent le même numéro.{' '}
        <a href={template}>Télécharger un modèle avec un exemple de chaque nature</a>. L’ordre des colonnes est libre ; celles qui ne sont pas citées
        ici sont laissées de côté.
      </p>
      <Terms
        rows={Object.values(takeOverColumns).map(
          (column) => [`${column.titles[0]}${'isRequired' in column ? ' (obligatoire)' : ''}`, column.says] as const,
        )}
      />
    </section>
  );
}

function Finished({ result, at, again }: { result: Done; at: string; again: () => void }) {
  const { id, created, changed, unchanged } = result;
  return (
    <EmptyState
      title="La reprise est terminée"
      actions={
        <Group justify="center">
          <Button component={HouseLink} href={`${at}/conventions?source=taken-over`}>
            Voir les conventions reprises
          </Button>
          {id && (
            <Button component={HouseLink} href={`${at}/reprises/${id}`} variant="default">
              Voir cette reprise
            </Button>
          )}
          <Button variant="default" onClick={again}>
            Reprendre un autre fichier
          </Button>
        </Group>
      }
    >
      {count('convention créée', 'conventions créées', created)}, {count('corrigée', 'corrigées', changed)},{' '}
      {count('déjà à jour', 'déjà à jour', unchanged)}.
    </EmptyState>
  );
}
