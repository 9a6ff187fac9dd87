// SPDX-License-Identifier: EUPL-1.2
import { hrefOf } from '#ui/api/call.ts';
import { CsvDrop } from '#ui/imports/csv-drop.tsx';
import { useSentFile } from '#ui/imports/use-sent-file.ts';
import { Steps } from '#ui/parts/steps.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { exportAgents, previewImport } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { ChooseLines } from './choose-lines.tsx';
import classes from './import.module.css';

const MOST_BYTES = 5_000_000;

/** From a spreadsheet, or from Jorani, to agents and balances: what each line would do, then those chosen. */
export function Page() {
  const { organisation } = usePlace();
  const file = useSentFile(previewImport);
  const { sent } = file;
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
          { label: 'Choisir le fichier', state: sent ? 'done' : 'current' },
          { label: 'Vérifier chaque ligne', state: sent ? 'current' : 'todo' },
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
      <CsvDrop label="Fichier des agents" hint="CSV, 5 Mo et 5 000 lignes au plus." mostBytes={MOST_BYTES} file={file} />
      {sent && <ChooseLines key={sent.file.content} sent={sent.file} read={sent.read} />}
    </>
  );
}
