// SPDX-License-Identifier: EUPL-1.2
import { Button, Modal, NativeSelect, Stack, Textarea } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { sentenceOf } from '#ui/api/problem.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { withdrawPiece } from '../contract.ts';
import type { DossierSeen, PieceSeen } from './dossier-seen.ts';
import classes from './dossiers.module.css';
import { PieceLine } from './piece-line.tsx';
import { HINT, MOST_BYTES, useAddPiece } from './use-add-piece.ts';

/** The documents of a dossier that the reader may see. */
export function Pieces({ dossier }: { dossier: DossierSeen }) {
  const [isAdding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<PieceSeen | null>(null);
  const mayAdd = dossier.mayAct && dossier.status !== 'closed' && dossier.pieceKinds.length > 0;
  return (
    <section className={classes.card} aria-labelledby="pieces">
      <div className={classes.head}>
        <h2 id="pieces">Pièces</h2>
        {mayAdd && (
          <Button variant="default" leftSection={<IconPaperclip size={18} aria-hidden />} onClick={() => setAdding(true)}>
            Joindre une pièce
          </Button>
        )}
      </div>
      {dossier.pieces.length === 0 && <p className={classes.quiet}>Aucune pièce n’est jointe.</p>}
      <ul className={classes.pieces}>
        {dossier.pieces.map((piece) => (
          <PieceLine
            key={piece.id}
            dossierId={dossier.id}
            piece={piece}
            acts={
              piece.mayWithdraw && (
                <Button variant="subtle" color="red" size="compact-sm" aria-label={`Retirer ${piece.name}`} onClick={() => setLeaving(piece)}>
                  Retirer
                </Button>
              )
            }
          />
        ))}
      </ul>
      <Modal opened={isAdding} onClose={() => setAdding(false)} title="Joindre une pièce" size="lg">
        <AddPiece dossier={dossier} done={() => setAdding(false)} />
      </Modal>
      <Modal opened={leaving !== null} onClose={() => setLeaving(null)} title={`Retirer « ${leaving?.name ?? ''} »`} size="lg">
        {leaving && <WithdrawForm dossierId={dossier.id} piece={leaving} done={() => setLeaving(null)} />}
      </Modal>
    </section>
  );
}

function AddPiece({ dossier, done }: { dossier: DossierSeen; done: () => void }) {
  const [kind, setKind] = useState(dossier.pieceKinds[0]?.kind ?? '');
  const [datedOn, setDatedOn] = useState<string | null>(null);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const { add, isBusy } = useAddPiece(dossier.id);
  const send = async (): Promise<void> => {
    setRefused(files.length === 0 ? 'Choisissez un fichier.' : null);
    try {
      for (const file of files) await add(file, kind, datedOn);
      if (files.length === 0) return;
      tellDone(files.length === 1 ? 'Pièce jointe.' : `${files.length} pièces jointes.`);
      done();
    } catch (error) {
      setRefused(sentenceOf(error));
    }
  };
  return (
    <Stack>
      <NativeSelect
        label="Nature de la pièce"
        data={dossier.pieceKinds.map((one) => ({ value: one.kind, label: `${one.label} – lue par : ${one.readBy.toLowerCase()}` }))}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value)}
      />
      <DayInput label="Date du document" description="Celle qu’il porte, s’il en porte une." value={datedOn} onChange={setDatedOn} />
      <FileDrop label="Fichiers" hint={HINT} mostBytes={MOST_BYTES} mostFiles={10} files={files} onChange={setFiles} error={refused} />
      <div>
        <Button loading={isBusy} aria-busy={isBusy} onClick={() => void (!isBusy && send())}>
          Joindre au dossier
        </Button>
      </div>
    </Stack>
  );
}

function WithdrawForm({ dossierId, piece, done }: { dossierId: string; piece: PieceSeen; done: () => void }) {
  const form = useActForm(withdrawPiece, {
    initial: { reason: '' },
    toInput: ({ reason }) => ({ id: dossierId, pieceId: piece.id, reason }),
    guardsChanges: false,
    done: () => {
      tellDone('Pièce retirée ; son empreinte et le motif restent au journal.');
      done();
    },
  });
  return (
    <Form form={form} submit="Retirer la pièce" isDangerous>
      <Textarea label="Motif" required autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}
