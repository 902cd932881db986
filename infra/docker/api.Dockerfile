# syntax=docker/dockerfile:1
# Smart Dairy API. From the root of the repository:
#   docker build -f infra/docker/api.Dockerfile -t smartdairy-api .
# For both processors: docker buildx build --platform linux/amd64,linux/arm64 -f infra/docker/api.Dockerfile .

ARG DOTNET_SDK=mcr.microsoft.com/dotnet/sdk:10.0
ARG DOTNET_ASPNET=mcr.microsoft.com/dotnet/aspnet:10.0
ARG NODE=node:22-bookworm-slim

# Only what a restore reads, so that its layer is kept until a project, a version or a lock file changes.
FROM --platform=$BUILDPLATFORM $DOTNET_SDK AS projects
WORKDIR /all
COPY . .
RUN mkdir /projects && find . \( -name '*.csproj' -o -name 'packages.lock.json' -o -name 'Directory.*.props' -o -name '*.targets' \
    -o -name 'nuget.config' -o -name 'global.json' \) -exec cp --parents -t /projects {} +

# The pages of api/*, each an npm project with a lock file, built as api/pages.mjs does it.
FROM --platform=$BUILDPLATFORM $NODE AS pages
WORKDIR /source
COPY api/graphiql/package.json api/graphiql/package-lock.json api/graphiql/
RUN npm ci --no-audit --no-fund --prefix api/graphiql
COPY api/graphiql api/graphiql
RUN npm run --silent build --prefix api/graphiql -- --logLevel warn --outDir /pages/graphiql --emptyOutDir

FROM --platform=$BUILDPLATFORM $DOTNET_SDK AS build
ARG TARGETARCH
ENV CI=true DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
WORKDIR /source
COPY --from=projects /projects .
# Twice: first exactly what the lock files say, then the same for the processor that the image is for, which they do not list.
RUN dotnet restore api/SmartDairy.Api.csproj --locked-mode
RUN if [ "$TARGETARCH" = arm64 ]; then echo linux-arm64; else echo linux-x64; fi >/runtime \
    && dotnet restore api/SmartDairy.Api.csproj -r "$(cat /runtime)" -p:PublishReadyToRun=true -p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/release.lock.json
COPY . .
# Compiled ahead: a node of a rolling restart is ready a fifth sooner. Not trimmed: Orleans finds its types by name.
RUN dotnet publish api/SmartDairy.Api.csproj -c Release -r "$(cat /runtime)" --no-self-contained --no-restore -o /app \
    -p:PublishReadyToRun=true -p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/release.lock.json -p:BuildPages=false -p:RunAnalyzersDuringBuild=false -p:UseAppHost=false
COPY --from=pages /pages /app/pages
RUN mkdir /data

FROM $DOTNET_ASPNET AS run
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Smart Dairy API" \
      org.opencontainers.image.description="GraphQL and its pages; with Cluster:Mode=Embedded a whole farm in one process" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
WORKDIR /app
COPY --from=build /app .
# A volume that is mounted here for the first time belongs to the same user.
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
# Nothing is written but /data and /tmp: the rest may be read-only.
ENV ASPNETCORE_HTTP_PORTS= \
    ASPNETCORE_URLS=http://+:8080 \
    Data__Directory=/data
USER $APP_UID
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# Asks http://127.0.0.1:8080/health/live. Readiness is another question: a node that cannot reach the database shall not be restarted for it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --start-interval=3s --retries=3 CMD ["dotnet", "SmartDairy.Api.dll", "healthcheck"]
ENTRYPOINT ["dotnet", "SmartDairy.Api.dll"]
