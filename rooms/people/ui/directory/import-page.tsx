// SPDX-License-Identifier: EUPL-1.2
import { hrefOf } from '#ui/api/call.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { CsvDrop } from '#ui/imports/csv-drop.tsx';
import { ImportLines } from '#ui/imports/import-lines.tsx';
import { type SentFile, useSentFile } from '#ui/imports/use-sent-file.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { exportDirectory, importDirectory, previewDirectoryImport } from '../../contract.ts';

const MOST_BYTES = 5_000_000;

/** From a spreadsheet to the directory: what each line would do, then those chosen. */
export function Page() {
  const { organisation } = usePlace();
  const file = useSentFile(previewDirectoryImport);
  const { sent } = file;
  return (
    <>
      <PageHeader
        title="Importer l’annuaire"
        trail={[{ label: 'Annuaire', href: `/o/${organisation.slug}/annuaire` }]}
        lead="Rien n’est enregistré avant que vous n’ayez vu ce que fait chaque ligne. Une colonne absente ne change rien ; une case vide efface."
      />
      <p>
        Le plus simple est de partir de <a href={hrefOf(exportDirectory, {}, organisation.slug)}>l’annuaire actuel en CSV</a>, de le compléter et de
        le déposer ici. Sans identifiant, une ligne est une nouvelle personne, ou celle qui a cette adresse.
      </p>
      <CsvDrop label="Fichier de l’annuaire" hint="CSV, 5 Mo et 10 000 lignes au plus." mostBytes={MOST_BYTES} file={file} />
      {sent && <Choice key={sent.file.content} {...sent} />}
    </>
  );
}

function Choice({ file, read: { lines, ignored } }: { file: SentFile; read: OutputOf<typeof previewDirectoryImport> }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const load = useAct(importDirectory, {
    done: ({ created, changed }) => {
      tellDone(`${count('personne ajoutée', 'personnes ajoutées', created)}, ${count('fiche modifiée', 'fiches modifiées', changed)}.`);
      go(`/o/${organisation.slug}/annuaire`);
    },
  });
  return (
    <ImportLines
      words={{ who: 'Personne', created: 'Nouvelle', changed: 'Modifiée' }}
      lines={lines}
      ignored={ignored}
      send={(chosen) => load.mutate({ ...file, lines: chosen }, { onError: tellRefusal })}
      isSending={load.isPending}
    />
  );
}
