// SPDX-License-Identifier: EUPL-1.2
import { Button, Group } from '@mantine/core';
import { IconDownload, IconFileText, IconFileTypePdf } from '@tabler/icons-react';
import { hrefOf } from '#ui/api/call.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { readPiece } from '#rooms/dossiers/contract.ts';
import { draftDocument, exportProofs, listDocuments, makeDocument } from '../../contract.ts';
import classes from './documents.module.css';
import { Signatures } from './signatures.tsx';
import { TimeStamps } from './time-stamps.tsx';

/** The documents of an adhesion's dossier: what may be made, what was, who signs, what proves it. */
export function DossierDocuments({ dossierId }: { dossierId: string }) {
  const { data, error, refetch } = useEndpoint(listDocuments, { id: dossierId });
  const { organisation } = usePlace();
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Lines count={4} />;
  return (
    <>
      <ul className={classes.kinds}>
        {data.kinds.map((kind) => (
          <Kind key={kind.document} dossierId={dossierId} kind={kind} isMade={data.made.some(({ document }) => document === kind.document)} />
        ))}
      </ul>
      {data.made.length > 0 && <Made dossierId={dossierId} made={data.made} />}
      <Signatures dossierId={dossierId} made={data.made} />
      <TimeStamps dossierId={dossierId} />
      <Button
        component={HouseLink}
        href={hrefOf(exportProofs, { id: dossierId }, organisation.slug)}
        variant="default"
        mt="md"
        leftSection={<IconDownload size={18} aria-hidden />}
      >
        Télécharger le dossier de preuve (ZIP)
      </Button>
    </>
  );
}

type Documents = OutputOf<typeof listDocuments>;

function Kind({ dossierId, kind, isMade }: { dossierId: string; kind: Documents['kinds'][number]; isMade: boolean }) {
  const { organisation } = usePlace();
  const make = useAct(makeDocument, { done: () => tellDone('Document établi : il est joint au dossier, en PDF et en Word.') });
  const address = (format: 'pdf' | 'docx') => hrefOf(draftDocument, { id: dossierId, document: kind.family, format }, organisation.slug);
  return (
    <li className={classes.kind}>
      <div>
        <p className={classes.name}>{kind.label}</p>
        <p className={classes.quiet}>
          {kind.template.number === 0 ? 'Modèle fourni' : `Modèle, version ${kind.template.number}`}
          {kind.canMake ? '' : kind.family === 'convention' ? ' ; l’opérateur l’établit' : ''}
        </p>
      </div>
      <Group gap="xs">
        <Button
          component={HouseLink}
          href={address('pdf')}
          variant="subtle"
          leftSection={<IconFileTypePdf size={18} aria-hidden />}
          aria-label={`Projet PDF : ${kind.label}`}
        >
          Projet PDF
        </Button>
        <Button
          component={HouseLink}
          href={address('docx')}
          variant="subtle"
          leftSection={<IconFileText size={18} aria-hidden />}
          aria-label={`Projet Word : ${kind.label}`}
        >
          Projet Word
        </Button>
        {kind.canMake && (
          <Button
            variant={isMade ? 'default' : 'filled'}
            loading={make.isPending}
            aria-label={`${isMade ? 'Établir de nouveau' : 'Établir'} : ${kind.label}`}
            onClick={() => make.mutate({ id: dossierId, document: kind.family }, { onError: tellRefusal })}
          >
            {isMade ? 'Établir de nouveau' : 'Établir'}
          </Button>
        )}
      </Group>
    </li>
  );
}

function Made({ dossierId, made }: { dossierId: string; made: Documents['made'] }) {
  const { organisation } = usePlace();
  const address = (pieceId: string) => hrefOf(readPiece, { id: dossierId, pieceId }, organisation.slug);
  return (
    <>
      <h3 className={classes.sub}>Documents établis</h3>
      <ul className={classes.kinds}>
        {made.map((one) => (
          <li key={one.id} className={classes.kind}>
            <div>
              <p className={classes.name}>{one.title}</p>
              <p className={classes.quiet}>
                {instant(one.madeAt)}, {one.madeBy} – {one.templateNumber === 0 ? 'modèle fourni' : `modèle version ${one.templateNumber}`}
              </p>
              <p className={classes.quiet}>
                Empreinte du PDF : <span className={classes.digest}>{one.pdf.digest}</span>
              </p>
            </div>
            <Group gap="xs">
              <Button
                component={HouseLink}
                href={address(one.pdf.pieceId)}
                variant="subtle"
                size="compact-md"
                aria-label={`PDF établi le ${instant(one.madeAt)}`}
              >
                PDF
              </Button>
              <Button
                component={HouseLink}
                href={address(one.docx.pieceId)}
                variant="subtle"
                size="compact-md"
                aria-label={`Word établi le ${instant(one.madeAt)}`}
              >
                Word
              </Button>
            </Group>
          </li>
        ))}
      </ul>
    </>
  );
}
