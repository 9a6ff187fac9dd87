// SPDX-License-Identifier: EUPL-1.2
import { defineRefusals } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  'leave.not-an-agent': {
    status: 403,
    says: 'Vous n’êtes pas inscrit parmi les agents de cette collectivité : demandez-le à la personne qui gère les congés.',
  },
  'leave.unknown-agent': { status: 404, says: 'Cet agent n’existe pas dans cette collectivité.' },
  'leave.unknown-kind': { status: 422, says: 'Ce type d’absence n’existe pas dans cette collectivité.' },
  'leave.kind-of-manager': { status: 403, says: '« {kind} » est saisi par la personne qui gère les congés.' },
  'leave.not-for-others': { status: 403, says: 'Vous ne pouvez demander que pour vous-même.' },
  'leave.unknown-request': { status: 404, says: 'Cette absence n’existe pas, ou n’est pas ouverte à votre lecture.' },
  'leave.nothing-taken': { status: 422, says: 'Aucune demi-journée travaillée dans cette période : il n’y a rien à poser.' },
  'leave.runs-backwards': { status: 422, says: 'La fin précède le début.' },
  'leave.no-working-time': { status: 422, says: 'Aucun temps de travail n’est connu pour {name} le {day} : il faut d’abord le saisir.' },
  'leave.outside-service': { status: 422, says: '{name} n’est pas en poste le {day}.' },
  'leave.no-hours': { status: 422, says: '« {kind} » se pose par journées ou demi-journées.' },
  'leave.overlaps': { status: 409, says: 'Une autre absence couvre déjà une partie de cette période : {with}.' },
  'leave.not-enough': { status: 422, says: 'Il manque {missing} : il reste {left} à cette date.' },
  'leave.too-long': { status: 422, says: 'Cela ferait {days} jours consécutifs d’absence : la limite est de {most}.' },
  'leave.too-much-at-once': { status: 422, says: '« {kind} » est limité à {most} par événement.' },
  'leave.too-much-this-year': { status: 422, says: '« {kind} » est limité à {most} par an : il reste {left}.' },
  'leave.too-few-present': { status: 422, says: 'Le service {team} serait sous son effectif minimal ({minimum}) le {day}.' },
  'leave.not-yours-to-answer': { status: 403, says: 'Cette demande attend la réponse de {who}.' },
  'leave.own-request': { status: 403, says: 'Une autre personne doit répondre à votre demande.' },
  'leave.already-answered': { status: 409, says: 'Cette demande a déjà reçu une réponse : {status}.' },
  'leave.changed-meanwhile': { status: 409, says: 'Cette demande a changé entre-temps : relisez-la avant de répondre.' },
  'leave.reason-needed': { status: 422, says: 'Dites pourquoi en quelques mots.' },
  'leave.proof-needed': { status: 422, says: 'Joignez d’abord le justificatif de « {kind} ».' },
  'leave.already-over': { status: 409, says: 'Cette absence est passée : seule la personne qui gère les congés peut la reprendre.' },
  'leave.not-under-way': { status: 409, says: 'Seule une absence accordée peut être reprise.' },
  'leave.recalled-outside': { status: 422, says: 'Choisissez un jour de cette absence.' },
});
