// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { hrefOf } from '#ui/api/call.ts';
import { day, instant } from '#ui/format/day.ts';
import { volume } from '#ui/format/volume.ts';
import { usePlace } from '#ui/shell/place.ts';
import { readPiece } from '../contract.ts';
import type { PieceSeen } from './dossier-seen.ts';
import classes from './dossiers.module.css';

const VIEWED = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain']);

type Props = { dossierId: string; piece: PieceSeen; mark?: ReactNode; acts?: ReactNode };

/** A piece of a dossier: what it is, from whom, how to read it, and the digest by which it is known. */
export function PieceLine({ dossierId, piece, mark, acts }: Props) {
  const { organisation } = usePlace();
  const href = (inline: boolean): string =>
    hrefOf(readPiece, { id: dossierId, pieceId: piece.id, ...(inline && { inline: 'true' as const }) }, organisation.slug);
  return (
    <li className={classes.piece}>
      <span className={classes.pieceMark}>{mark ?? <IconFile size={20} stroke={1.6} aria-hidden />}</span>
      <div className={classes.pieceWords}>
        <p>
          <a href={href(false)} download className={classes.pieceName}>
            {piece.name}
          </a>{' '}
          <span className={classes.quiet}>({volume(piece.size)})</span>
          {VIEWED.has(piece.type) && (
            <>
              {' '}
              <a href={href(true)} target="_blank" rel="noreferrer" aria-label={`Aperçu de ${piece.name}, nouvel onglet`}>
                Aperçu
              </a>
            </>
          )}
        </p>
        <p className={classes.quiet}>
          {piece.kindLabel}
          {piece.datedOn && ` du ${day(piece.datedOn)}`}, jointe par {piece.author} le {instant(piece.addedAt)}
        </p>
        <p className={classes.marks}>
          {piece.isEvidence && (
            <Badge color="green" variant="light">
              Preuve d’une étape
            </Badge>
          )}
          {piece.readBy === 'Interne' && (
            <Badge color="yellow" variant="light">
              Interne
            </Badge>
          )}
        </p>
        <details className={classes.digest}>
          <summary>Empreinte</summary>
          <code>{piece.digest}</code>
        </details>
      </div>
      {acts}
    </li>
  );
}
