// SPDX-License-Identifier: EUPL-1.2

/** What `beffroi quote --help` shows. `docs/reference/quote-request.md` says the same at length, with a sample for each kind of offer. */
export const usage = `Usage : npx beffroi quote <demande.json>
        npx beffroi quote -                       la demande est lue sur l’entrée standard
        npx beffroi quote <demande.json> --server https://…

Calcule un prix et l’écrit en JSON sur la sortie standard. Sans --server, ni serveur ni base de données :
les catalogues et le registre national livrés avec le programme répondent. Un refus est écrit en JSON
(RFC 9457) sur la sortie d’erreur et le code de sortie est 1. Les montants sont en centimes.

La demande :
  operator          clé de l’opérateur : « gironde-numerique », « cdg-47 »
  edition           clé de l’édition du catalogue, par exemple « gironde-numerique-2017 »
  on                ou bien le jour, « 2026-11-21 » : l’un des deux, un seul
  for               pour qui : { "siren": "243301355" }, { "insee": "33165" }
                    ou une collectivité décrite : { "id", "kind", "name", "population" }
                    on peut ajouter : agents, budgetCents, affiliated, hosted,
                    holds { offers, certificates }
  leaveOut          communes du territoire qui n’adhèrent pas : [ "33003" ]
  bodies            collectivités ajoutées (CCAS, syndicat…) : mêmes formes que « for »,
                    « serves » nomme les communes desservies
  volume            { "value": 1, "unit": "To" } ou "Go"
  items             prestations : [ { "offer": "adhesion-mutualisee" },
                    { "offer": "antivirus", "for": "33165", "inputs": { "postes": 12 } } ]
                    « for » : un SIREN, un code INSEE, un id, ou "roster" pour chaque
                    collectivité retenue
  years             nombre d’années, 3 par défaut
  populationFigure  totale, municipale ou communeFile ; celui de l’opérateur par défaut

Exemple :
  { "operator": "gironde-numerique", "edition": "gironde-numerique-2017",
    "for": { "siren": "243301355" }, "volume": { "value": 1, "unit": "To" },
    "items": [ { "offer": "adhesion-mutualisee" } ] }

Référence complète et exemples : docs/reference/quote-request.md`;
