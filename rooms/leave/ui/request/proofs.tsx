// SPDX-License-Identifier: EUPL-1.2
import { ActionIcon, Alert, Button, Card, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { hrefOf } from '#ui/api/call.ts';
import { sentenceOf } from '#ui/api/problem.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { volume } from '#ui/format/volume.ts';
import { asBase64 } from '#ui/parts/as-base64.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { addProof, readProof, removeProof } from '../../contract.ts';
import { proofFiles, proofType } from './proof-files.ts';
import type { RequestDetails } from './request.ts';
import classes from '../manage/manage.module.css';

/** The documents that justify an absence: read by the agent and by those who treat them, nobody else. */
export function Proofs({ request }: { request: RequestDetails }) {
  const { organisation, holds } = usePlace();
  const isWanted = request.kindFacts.proof !== 'none';
  if (request.proofsCount === 0 && !(request.mayProve && isWanted)) return null;
  const hidden = request.proofsCount - request.proofs.length;
  const isOpen = request.status === 'requested' || request.status === 'endorsed' || request.status === 'approved';
  return (
    <Card withBorder component="section" aria-label="Justificatifs">
      <Title order={2} size="h3" mb="sm">
        Justificatifs
      </Title>
      {request.mayProve && request.proofsCount === 0 && (
        <p>
          {request.kindFacts.proof === 'required'
            ? 'Un justificatif est exigé : l’absence ne sera accordée qu’avec lui.'
            : 'Un justificatif est demandé pour ce motif.'}
        </p>
      )}
      <ul className={classes.lines}>
        {request.proofs.map((proof) => (
          <Proof key={proof.id} request={request} proof={proof} mayRemove={holds('conges') && request.mayProve} slug={organisation.slug} />
        ))}
      </ul>
      {hidden > 0 && (
        <p className={classes.quiet}>
          {count('justificatif joint', 'justificatifs joints', hidden)}, que lisent seulement l’agent et la personne qui traite ces justificatifs.
        </p>
      )}
      {holds('conges') && request.mayProve && isOpen && <Join requestId={request.id} />}
    </Card>
  );
}

type ProofProps = { request: RequestDetails; proof: RequestDetails['proofs'][number]; mayRemove: boolean; slug: string };

function Proof({ request, proof, mayRemove, slug }: ProofProps) {
  const remove = useAct(removeProof, { done: () => tellDone('Justificatif retiré.') });
  return (
    <li>
      <p>
        <a href={hrefOf(readProof, { id: request.id, proofId: proof.id }, slug)} target="_blank" rel="noreferrer">
          {proof.name}
        </a>{' '}
        <span className={classes.quiet}>{volume(proof.size)}</span>
      </p>
      {mayRemove && (
        <ActionIcon
          variant="subtle"
          color="red"
          size="lg"
          aria-label={`Retirer ${proof.name}`}
          onClick={() => remove.mutate({ id: request.id, proofId: proof.id }, { onError: tellRefusal })}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}

function Join({ requestId }: { requestId: string }) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const act = useAct(addProof, {
    done: () => {
      setFiles([]);
      tellDone('Justificatif joint.');
    },
  });
  const [file] = files;
  const send = async (chosen: File): Promise<void> =>
    act.mutate({ id: requestId, name: chosen.name, type: proofType(chosen), content: await asBase64(chosen) });
  return (
    <div>
      {act.error && (
        <Alert color="red" role="alert" my="sm">
          {sentenceOf(act.error)}
        </Alert>
      )}
      <FileDrop label="Joindre un justificatif" {...proofFiles} files={files} onChange={setFiles} />
      {file && (
        <Button mt="sm" loading={act.isPending} onClick={() => void send(file)}>
          Envoyer ce justificatif
        </Button>
      )}
    </div>
  );
}
