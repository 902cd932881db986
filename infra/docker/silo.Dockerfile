# syntax=docker/dockerfile:1
# Smart Dairy silo. From the root of the repository:
#   docker build -f infra/docker/silo.Dockerfile -t smartdairy-silo .
# For both processors: docker buildx build --platform linux/amd64,linux/arm64 -f infra/docker/silo.Dockerfile .

ARG DOTNET_SDK=mcr.microsoft.com/dotnet/sdk:10.0
ARG DOTNET_ASPNET=mcr.microsoft.com/dotnet/aspnet:10.0

# Only what a restore reads, so that its layer is kept until a project, a version or a lock file changes.
FROM --platform=$BUILDPLATFORM $DOTNET_SDK AS projects
WORKDIR /all
COPY . .
RUN mkdir /projects && find . \( -name '*.csproj' -o -name 'packages.lock.json' -o -name 'Directory.*.props' -o -name '*.targets' \
    -o -name 'nuget.config' -o -name 'global.json' \) -exec cp --parents -t /projects {} +

FROM --platform=$BUILDPLATFORM $DOTNET_SDK AS build
ARG TARGETARCH
ENV CI=true DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
WORKDIR /source
COPY --from=projects /projects .
# Twice: first exactly what the lock files say, then the same for the processor that the image is for, which they do not list.
RUN dotnet restore silo/SmartDairy.Silo.csproj --locked-mode
RUN if [ "$TARGETARCH" = arm64 ]; then echo linux-arm64; else echo linux-x64; fi >/runtime \
    && dotnet restore silo/SmartDairy.Silo.csproj -r "$(cat /runtime)" -p:PublishReadyToRun=true -p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/release.lock.json
COPY . .
# Compiled ahead: a node of a rolling restart is ready a fifth sooner. Not trimmed: Orleans finds its types by name.
RUN dotnet publish silo/SmartDairy.Silo.csproj -c Release -r "$(cat /runtime)" --no-self-contained --no-restore -o /app \
    -p:PublishReadyToRun=true -p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/release.lock.json -p:BuildPages=false -p:RunAnalyzersDuringBuild=false -p:UseAppHost=false
RUN mkdir /data

FROM $DOTNET_ASPNET AS run
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Smart Dairy silo" \
      org.opencontainers.image.description="A headless node of the cluster" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
WORKDIR /app
COPY --from=build /app .
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
# Nothing is written but /data and /tmp: the rest may be read-only.
ENV ASPNETCORE_HTTP_PORTS= \
    ASPNETCORE_URLS=http://+:8081 \
    Data__Directory=/data
USER $APP_UID
EXPOSE 8081 11111 30000
STOPSIGNAL SIGTERM
# Asks http://127.0.0.1:8081/health/live. Readiness is another question: a node that cannot reach the database shall not be restarted for it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --start-interval=3s --retries=3 CMD ["dotnet", "SmartDairy.Silo.dll", "healthcheck"]
ENTRYPOINT ["dotnet", "SmartDairy.Silo.dll"]
