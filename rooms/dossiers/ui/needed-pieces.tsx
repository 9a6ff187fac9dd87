// SPDX-License-Identifier: EUPL-1.2
import { Loader, Radio, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { type Ref, useState } from 'react';
import { sentenceOf } from '#ui/api/problem.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import type { DossierSeen, TransitionSeen } from './dossier-seen.ts';
import classes from './dossiers.module.css';
import { PieceLine } from './piece-line.tsx';
import { HINT, MOST_BYTES, useAddPiece } from './use-add-piece.ts';

type Props = {
  dossier: DossierSeen;
  transition: TransitionSeen;
  /** Told of the rank that the dossier reaches by what is added here. */
  added: (rank: number) => void;
  error?: React.ReactNode;
  boxRef?: Ref<HTMLDivElement>;
};

/** What an act must be proved by: what the dossier has of it, and where to add it without leaving the form. */
export function NeededPieces({ dossier, transition, added, error, boxRef }: Props) {
  const kinds = transition.pieces;
  const [kind, setKind] = useState(kinds[0]?.kind ?? '');
  const [refused, setRefused] = useState<string | null>(null);
  const { add, isBusy } = useAddPiece(dossier.id);
  const there = dossier.pieces.filter((piece) => kinds.some((one) => one.kind === piece.kind));
  const label = kinds.find((one) => one.kind === kind)?.label ?? '';
  const send = async ([file]: readonly File[]): Promise<void> => {
    if (!file) return;
    setRefused(null);
    try {
      const { rank } = await add(file, kind);
      added(rank);
      tellDone(`« ${file.name} » est au dossier.`);
    } catch (problem) {
      setRefused(sentenceOf(problem));
    }
  };
  return (
    <section className={classes.needed} aria-label="Pièces demandées" ref={boxRef}>
      <h4>
        {kinds.length === 1 ? label : 'Pièce demandée, au choix'} <span aria-hidden>*</span>
      </h4>
      {there.length > 0 && (
        <ul className={classes.pieces}>
          {there.map((piece) => (
            <PieceLine key={piece.id} dossierId={dossier.id} piece={piece} mark={<IconCircleCheck size={18} aria-hidden />} />
          ))}
        </ul>
      )}
      {kinds.length > 1 && (
        <Radio.Group label="Cette pièce est" value={kind} onChange={setKind}>
          <Stack gap="xs" mt="xs">
            {kinds.map((one) => (
              <Radio key={one.kind} value={one.kind} label={one.label} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {isBusy ? (
        <p role="status" className={classes.sending}>
          <Loader size="sm" aria-hidden /> Envoi de la pièce…
        </p>
      ) : (
        <FileDrop
          label={there.length > 0 ? 'Joindre une autre pièce' : `Joindre : ${label.toLowerCase()}`}
          hint={HINT}
          mostBytes={MOST_BYTES}
          files={[]}
          onChange={(files) => void send(files)}
          error={refused}
        />
      )}
      {error && (
        <Text c="red" size="sm" role="alert">
          {error}
        </Text>
      )}
    </section>
  );
}
