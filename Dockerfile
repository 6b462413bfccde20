# Two stages: what builds it stays behind. The other image has no shell and no package manager; it runs as nobody in particular,
# on a read-only root: only /data is written (compose.yaml and deploy/kubernetes.yaml mount it so; no VOLUME says it, because Railway builds no
# image that has one).
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /source

# Packages first: they change less often than the source, and stay in the cache.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY .config/BannedSymbols.txt .config/
COPY src/Domain/Domain.csproj src/Domain/
COPY src/Application/Application.csproj src/Application/
COPY src/Infrastructure/Infrastructure.csproj src/Infrastructure/
COPY src/Api/Api.csproj src/Api/
RUN dotnet restore src/Api --use-current-runtime

COPY src src
COPY flows flows
# Analyzers have their say in ./test.sh: a newer SDK's new opinion must not keep an image from being built.
RUN dotnet publish src/Api --configuration Release --use-current-runtime --no-restore --output /app -p:UseAppHost=false -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false
# What the program keeps beside itself goes there.
RUN mkdir /data && ln -s ../data /app/data

# "extra" has the time zones, which business hours are told in.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /data
# Its diagnostics would want a socket under /tmp.
ENV PORT=8080 DOTNET_EnableDiagnostics=0
USER 1654
EXPOSE 8080
# It may take a while until the database is up to its version.
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=3 CMD ["dotnet", "WhatsAppSupport.Api.dll", "health"]
ENTRYPOINT ["dotnet", "WhatsAppSupport.Api.dll"]
