// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { hrefOf } from '#ui/api/call.ts';
import { sentenceOf } from '#ui/api/problem.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { asBase64 } from '#ui/parts/as-base64.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { Steps } from '#ui/parts/steps.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { exportAgents, previewImport } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { ChooseLines, type Sent } from './choose-lines.tsx';
import classes from './import.module.css';

const MOST_BYTES = 5_000_000;

/** From a spreadsheet, or from Jorani, to agents and balances: what each line would do, then those chosen. */
export function Page() {
  const { organisation } = usePlace();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [sent, setSent] = useState<Sent | null>(null);
  const preview = useAct(previewImport, { changes: [] });
  const read = async (chosen: readonly File[]): Promise<void> => {
    setFiles(chosen);
    setSent(null);
    preview.reset();
    const [file] = chosen;
    if (!file) return;
    const next = { fileName: file.name, content: await asBase64(file) };
    await preview.mutateAsync(next).then(
      () => setSent(next),
      () => undefined,
    );
  };
  const isRead = sent !== null && preview.data !== undefined;
  return (
    <>
      <PageHeader
        title="Importer les agents et leurs soldes"
        lead="Un fichier suffit pour commencer. Rien n’est enregistré avant que vous n’ayez vu ce que fait chaque ligne."
      />
      <RoomTabs />
      <Steps
        label="Étapes de l’import"
        steps={[
          { label: 'Choisir le fichier', state: isRead ? 'done' : 'current' },
          { label: 'Vérifier chaque ligne', state: isRead ? 'current' : 'todo' },
          { label: 'Importer', state: 'todo' },
        ]}
      />
      <div className={classes.help}>
        <p>
          Partez du <a href={hrefOf(exportAgents, {}, organisation.slug)}>modèle à compléter (CSV)</a>, qui contient déjà vos agents : seul le nom est
          nécessaire. Une case vide ne change rien ; un solde devient celui du fichier, par un mouvement daté d’aujourd’hui.
        </p>
        <p>
          Vous venez de <strong>Jorani</strong> ? Ouvrez son rapport <em>État des congés</em> ou sa <em>Liste des employés</em>, enregistrez la
          feuille en CSV et déposez-la telle quelle : ses colonnes sont reconnues, celles des congés par le nom de vos types d’absence.
        </p>
      </div>
      <FileDrop
        label="Fichier des agents"
        accept={{ 'text/csv': ['.csv'], 'text/plain': ['.txt'] }}
        hint="CSV, 5 Mo et 5 000 lignes au plus."
        mostBytes={MOST_BYTES}
        files={files}
        onChange={(chosen) => void read(chosen)}
        error={preview.error ? sentenceOf(preview.error) : null}
      />
      <p role="status">{preview.isPending && 'Lecture du fichier…'}</p>
      {isRead && <ChooseLines key={sent.content} sent={sent} read={preview.data} />}
    </>
  );
}
