// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { NotFound } from '#ui/states/not-found.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { documentKinds, readTemplate, type DocumentKind } from '../../contract.ts';
import { TemplateDesk } from './template-desk.tsx';
import { versionName } from './version-name.ts';

export type TemplateSeen = OutputOf<typeof readTemplate>;

/** One template: its text, what it may name, what it gives, its versions. */
export function Page() {
  const { params } = useAddress();
  const document = documentKinds.find((kind) => kind === params['template']);
  return document ? <Template key={document} document={document} /> : <NotFound />;
}

function Template({ document }: { document: DocumentKind }) {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(readTemplate, { document });
  const [opening, setOpening] = useState(0);
  if (!data) return error ? <ErrorState error={error} reset={() => void refetch()} /> : <PageSkeleton />;
  const openAgain = async (): Promise<void> => {
    await refetch();
    setOpening((count) => count + 1);
  };
  return (
    <>
      <PageHeader
        title={data.label}
        lead={`${versionName(data.latest)}. Une nouvelle version vaut pour les documents à venir ; ceux qui sont établis ne changent pas.`}
        trail={[{ label: 'Modèles de documents', href: `/o/${organisation.slug}/adhesions/modeles` }]}
      />
      <TemplateDesk key={opening} template={data} openAgain={openAgain} lookAgain={() => void refetch()} />
    </>
  );
}
