#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Run once by the image of PostgreSQL, after prepare-database.sql: gives the two roles that sign in their password.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
  --set=owner="$(cat /run/secrets/database-owner)" --set=server="$(cat /run/secrets/database-server)" <<'SQL'
alter role beffroi_owner password :'owner';
alter role beffroi_server password :'server';
SQL
