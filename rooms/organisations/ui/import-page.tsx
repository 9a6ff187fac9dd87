// SPDX-License-Identifier: EUPL-1.2
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { CsvDrop } from '#ui/imports/csv-drop.tsx';
import { useSentFile } from '#ui/imports/use-sent-file.ts';
import { Steps } from '#ui/parts/steps.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { previewImport, type importBodies } from '../contract.ts';
import { ImportChoice } from './import-choice.tsx';
import { count } from '#ui/format/amount.ts';

const MOST_BYTES = 5_000_000;

/** From a spreadsheet to declared bodies: the file, what it would do line by line, then the lines chosen. */
export function Page() {
  const { organisation } = usePlace();
  const list = `/o/${organisation.slug}/collectivites`;
  const [done, setDone] = useState<OutputOf<typeof importBodies> | null>(null);
  const file = useSentFile(previewImport);
  const { sent } = file;
  const step = done ? 3 : sent ? 2 : 1;
  const stateOf = (at: number): 'done' | 'current' | 'todo' => (at < step ? 'done' : at === step ? 'current' : 'todo');

  return (
    <>
      <PageHeader
        title="Importer des collectivités"
        trail={[{ label: 'Collectivités', href: list }]}
        lead="Déposez un fichier CSV de votre tableur. Rien n’est enregistré avant que vous n’ayez choisi les lignes."
      />
      <Steps
        label="Étapes de l’import"
        steps={[
          { label: 'Le fichier', state: stateOf(1) },
          { label: 'Les lignes', state: stateOf(2) },
          { label: 'C’est fait', state: done ? 'done' : 'todo' },
        ]}
      />
      {done && <Done result={done} list={list} again={() => (setDone(null), void file.choose([]))} />}
      {!done && (
        <>
          <CsvDrop label="Fichier des collectivités" hint="CSV, 5 Mo et 10 000 lignes au plus." mostBytes={MOST_BYTES} file={file} />
          {!sent && (
            <p>
              Deux colonnes suffisent, « Nom » et « Type ».{' '}
              <a href={`/api/o/${organisation.slug}/organisations/imports/modele.csv`}>Télécharger un modèle avec un exemple de chaque type</a>.
            </p>
          )}
          {sent && <ImportChoice key={sent.file.content} sent={sent.file} preview={sent.read} done={setDone} />}
        </>
      )}
    </>
  );
}

function Done({ result, list, again }: { result: OutputOf<typeof importBodies>; list: string; again: () => void }) {
  const { declared, changed, unchanged } = result;
  return (
    <EmptyState
      title="L’import est terminé"
      actions={
        <Group justify="center">
          <Button component={HouseLink} href={`${list}?declared=true`}>
            Voir les collectivités déclarées
          </Button>
          <Button variant="default" onClick={again}>
            Importer un autre fichier
          </Button>
        </Group>
      }
    >
      {count('collectivité déclarée', 'collectivités déclarées', declared)}, {count('complétée', 'complétées', changed)},{' '}
      {count('déjà à jour', 'déjà à jour', unchanged)}.
    </EmptyState>
  );
}
