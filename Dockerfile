# syntax=docker/dockerfile:1
# Two images: `app` serves, and holds Next's standalone output and nothing else; `commands` migrates, backs up and so on.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund

FROM dependencies AS build
COPY . .
# For the reviewer's page: `docker compose build --build-arg TWOFOLD_REVISION=$(git rev-parse HEAD)`.
ARG TWOFOLD_REVISION=""
RUN TWOFOLD_OUTPUT=standalone npm run build

FROM build AS commands
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 NPM_CONFIG_UPDATE_NOTIFIER=false NPM_CONFIG_LOGS_MAX=0
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf .next
# A new volume takes over who owns the folder below it. Commands read their settings from .env.
RUN install -d -o node /run/twofold /backups /ledger /secrets/app /secrets/commands /secrets/database && ln -s /run/twofold/env .env
USER node
CMD ["npm", "run"]

FROM node:24-bookworm-slim AS app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
COPY --from=build /app/public ./public
COPY --from=build /app/scripts/serve-standalone.mjs ./scripts/
COPY --from=build /app/server/http/own-hosts.js ./server/http/
RUN install -d -o node /ledger
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/api/health/ready').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "--max-semi-space-size=32", "--env-file-if-exists=/run/twofold/env", "scripts/serve-standalone.mjs"]
