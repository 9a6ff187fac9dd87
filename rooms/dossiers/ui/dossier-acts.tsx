// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readDossier } from '../contract.ts';
import { NextActs } from './next-acts.tsx';

/** The acts that may be done on a dossier now, wherever it is shown. */
export function DossierActs({ dossierId }: { dossierId: string }) {
  const { data, error, refetch } = useEndpoint(readDossier, { id: dossierId });
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  return data ? <NextActs dossier={data} /> : <Lines count={4} />;
}
