// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { IconMap2 } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount, amountDifference } from '#ui/format/amount.ts';
import { dayInWords, instant } from '#ui/format/day.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readConvention, type ConventionPage } from '../../contract.ts';
import { conventionKinds, period, statusWords } from '../my-adhesion/words.ts';
import { ConventionDocuments } from './convention-documents.tsx';
import { ConventionLines } from './convention-lines.tsx';
import { FirstDay } from '../commissioning/first-day.tsx';
import { EndConvention } from './end-convention.tsx';
import classes from './register.module.css';
import { SuspendConvention, SuspensionNotice } from './suspend-convention.tsx';
import { TermForm } from './term-form.tsx';
import { Section, Sections, Terms } from '#ui/parts/section.tsx';

/** A convention: parties, dates, lines with what proves them, documents, rights, what follows what, history. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params, query, setQuery } = useAddress();
  const asked = { id: params['convention'] ?? '', ...(query['on'] && { on: query['on'] }) };
  const { data: convention, error, refetch } = useEndpoint(readConvention, asked, { keepPrevious: true });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!convention) return <PageSkeleton />;
  const at = `/o/${organisation.slug}/adhesions`;
  const isSuspended = convention.suspension !== null && convention.suspension.beginsOn <= convention.on;
  const state = isSuspended ? { label: 'Suspendue', color: 'orange' } : statusWords[convention.status];
  const canAct = convention.isOperator && may('adhesions.conclude');
  return (
    <>
      <PageHeader
        title={`Convention ${convention.number}`}
        lead={`${conventionKinds[convention.kind]} de ${convention.beneficiary.name}, ${period(convention.beginsOn, convention.endsOn)}.`}
        trail={[{ label: 'Conventions', href: `${at}/conventions` }]}
        state={
          <Badge color={state.color} variant="light">
            {state.label}
          </Badge>
        }
        actions={
          <>
            {convention.kind !== 'package' && (
              <Button
                component={HouseLink}
                href={`${at}/territoires/${convention.payer.id}`}
                variant="default"
                leftSection={<IconMap2 size={18} aria-hidden />}
              >
                Voir le territoire
              </Button>
            )}
            <Button component={HouseLink} href={`${at}/collectivites/${convention.beneficiary.id}`} variant="default">
              Histoire de la collectivité
            </Button>
            {canAct && convention.status === 'in-force' && !convention.suspension && <SuspendConvention convention={convention} />}
            {canAct && convention.status !== 'ended' && <EndConvention convention={convention} />}
          </>
        }
      />
      <div className={classes.days}>
        <DayInput
          label="État à la date du"
          value={query['on'] ?? null}
          onChange={(on) => setQuery({ on: on ?? undefined })}
          placeholder="Aujourd’hui"
        />
      </div>
      <SuspensionNotice convention={convention} canAct={canAct} />
      <Sections>
        <Section
          title="Parties et durée"
          action={
            canAct &&
            convention.kind !== 'tripartite' &&
            convention.status !== 'ended' && <TermForm key={convention.clause} convention={convention} />
          }
        >
          <Parties convention={convention} at={`/o/${organisation.slug}`} />
        </Section>
        <Section title="Ce qui la prouve">
          <Proofs convention={convention} />
        </Section>
        <ConventionLines convention={convention} />
        <ConventionDocuments convention={convention} canAct={canAct} />
        <Section title="Droits ouverts">
          <Rights convention={convention} />
        </Section>
        <FirstDay conventionId={convention.id} mayBegin={canAct && convention.status !== 'ended'} />
        <Section title="Avant, après, autour">
          <Links convention={convention} at={at} />
        </Section>
        <Section title="Histoire" isWide>
          <ul className={classes.list}>
            {convention.history.map(({ at: when, by, says, details }) => (
              <li key={`${when} ${says}`}>
                <strong>{says}</strong>
                <span className={classes.cite}>
                  {instant(when)}
                  {by && `, par ${by}`}
                </span>
                {details.map((detail) => (
                  <span key={detail} className={classes.cite}>
                    {detail}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </Section>
      </Sections>
    </>
  );
}

function Parties({ convention, at }: { convention: ConventionPage; at: string }) {
  const {
    operator,
    payer,
    beneficiary,
    editionLabel,
    yearlyCents,
    renewal,
    noticeMonths,
    noticeOn,
    quote,
    dossierId,
    endReason,
    isOperator,
    clause,
  } = convention;
  return (
    <Terms
      leavesOut
      rows={[
        ['Opérateur', operator],
        ['Payeur', payer.name],
        ['Bénéficiaire', beneficiary.id === payer.id ? null : beneficiary.name],
        ['Montant annuel', yearlyCents === null ? null : amount(yearlyCents)],
        ['Édition', editionLabel],
        ['Durée', period(convention.beginsOn, convention.endsOn)],
        ['Reconduction', `${renewal === 'tacit' ? 'Tacite' : 'Expresse'}, préavis de ${noticeMonths} mois`],
        ['Clause de terme', clause && `« ${clause} »`],
        ['Prévenir avant le', noticeOn && dayInWords(noticeOn)],
        ['Motif de la fin', endReason],
        [
          'Devis',
          quote &&
            (isOperator ? (
              <HouseLink key="quote" href={`${at}/devis/${quote.id}`}>
                {quote.number}
              </HouseLink>
            ) : (
              quote.number
            )),
        ],
        [
          'Dossier',
          dossierId && (
            <HouseLink key="dossier" href={`${at}/dossiers/${dossierId}`}>
              Voir le dossier
            </HouseLink>
          ),
        ],
      ]}
    />
  );
}

type Proof = {
  number?: string;
  votedOn?: string;
  identifier?: string;
  receivedOn?: string;
  publishedOn?: string;
  signedOn?: string;
  signedBy?: string;
  signedFor?: string;
  amount?: { signedCents: number; printedCents: number | null; differenceCents: number | null };
  source?: { file: string; digest: string; line: number; by: string; at: string };
};

function Proofs({ convention }: { convention: ConventionPage }) {
  const proof = convention.proofs as Proof; // written when it was concluded or taken over
  const { source, amount: compared } = proof;
  return (
    <>
      <Terms
        leavesOut
        rows={[
          ['Délibération', proof.number && `${proof.number}${proof.votedOn ? ` du ${dayInWords(proof.votedOn)}` : ''}`],
          ['Identifiant de l’acte', proof.identifier],
          ['Reçue en préfecture', proof.receivedOn && dayInWords(proof.receivedOn)],
          ['Publiée', proof.publishedOn && dayInWords(proof.publishedOn)],
          ['Signée', proof.signedOn && `${dayInWords(proof.signedOn)}${proof.signedFor ? `, ${proof.signedFor}` : ''}`],
          ['Montant du document', compared && amount(compared.signedCents)],
          ['Prix imprimé', compared?.printedCents === undefined || compared.printedCents === null ? null : amount(compared.printedCents)],
          ['Écart', compared?.differenceCents ? `${amountDifference(compared.differenceCents)} ; le prix imprimé l’emporte` : null],
          ['Enregistrée', `${instant(convention.concludedAt)}${convention.concludedBy ? `, par ${convention.concludedBy}` : ''}`],
        ]}
      />
      {source && (
        <p className={classes.quiet}>
          Reprise du fichier «&nbsp;{source.file}&nbsp;», ligne {source.line}, par {source.by}, {instant(source.at)}. Empreinte SHA-256 du fichier :{' '}
          <code style={{ overflowWrap: 'anywhere' }}>{source.digest}</code>
        </p>
      )}
      {convention.certificates.length > 0 && (
        <ul className={classes.list}>
          {convention.certificates.map(({ holder, expiresOn }) => (
            <li key={`${holder} ${expiresOn}`}>
              Certificat, {holder}, {expiresOn < convention.on ? 'expiré le' : 'expire le'} {dayInWords(expiresOn)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const periods: Readonly<Record<string, string>> = {
  'civil-year': 'par année civile',
  rolling: 'sur trois ans glissants',
  session: 'par session',
  term: '',
};

function Rights({ convention: { rights, services } }: { convention: ConventionPage }) {
  if (services.length === 0) return <p className={classes.quiet}>Rien n’est ouvert à cette date.</p>;
  return (
    <>
      {rights.length > 0 && (
        <ul className={classes.list}>
          {rights.map(({ key, label, unit, per, amount: most, used, isPooled }) => (
            <li key={key}>
              {label}
              <span className={classes.cite}>
                {[used.toLocaleString('fr-FR'), most === null ? unit : `sur ${most.toLocaleString('fr-FR')} ${unit}`, periods[per]]
                  .filter(Boolean)
                  .join(' ')}
                {isPooled && ', pour tout le territoire'}
              </span>
            </li>
          ))}
        </ul>
      )}
      <details className={classes.proof}>
        <summary>
          {services.length} service{services.length > 1 ? 's' : ''} ouvert{services.length > 1 ? 's' : ''}
        </summary>
        <ul>
          {services.map(({ key, label }) => (
            <li key={key}>{label}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

function Links({ convention: { links, tripartites }, at }: { convention: ConventionPage; at: string }) {
  if (links.length === 0) return <p className={classes.quiet}>Aucune autre convention ne s’y rattache.</p>;
  const shown = links.filter(({ how }) => how === 'tripartite').length;
  return (
    <>
      <ul className={classes.list}>
        {links.map(({ id, number, says, body, beginsOn, endsOn, how }) => (
          <li key={`${how} ${id}`}>
            <HouseLink href={`${at}/conventions/${id}`}>{number}</HouseLink>, {body}
            <span className={classes.cite}>
              {how === 'predecessor' && 'Fait suite à. '}
              {how === 'successor' && 'Suivie par. '}
              {says}, {period(beginsOn, endsOn)}
            </span>
          </li>
        ))}
      </ul>
      {tripartites > shown && (
        <p className={classes.quiet}>
          {shown} conventions tripartites sur {tripartites} : les autres se trouvent au registre.
        </p>
      )}
    </>
  );
}
