using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Metadata;
using SmartDairy.Contracts.Intake;
using SmartDairy.Hosting.Cluster;

namespace SmartDairy.Compatibility.Tests.Identities;

/// <summary>The grain classes as a silo tells them to its clients, and the names under which they keep things.</summary>
internal static class GrainIdentities
{
    /// <summary>The grain classes and their states, by type.</summary>
    public static IEnumerable<(string State, string Storage, Type Type)> States
        => from grain in Classes
           from parameter in grain.GetConstructors().SelectMany(constructor => constructor.GetParameters())
           let state = parameter.GetCustomAttribute<PersistentStateAttribute>()
           where state is not null
           orderby state.StateName
           select (state.StateName!, state.StorageName!, parameter.ParameterType.GetGenericArguments()[0]);

    private static IEnumerable<Type> Classes
        => ProductionAssemblies.Types.Where(type => !type.IsAbstract && typeof(Grain).IsAssignableFrom(type));

    public static IEnumerable<string> Lines()
    {
        using var host = new HostBuilder().UseOrleans(silo => silo.UseLocalhostClustering()).Build();
        var types = host.Services.GetRequiredService<GrainTypeResolver>();
        var interfaces = host.Services.GetRequiredService<GrainInterfaceTypeResolver>();
        var manifest = host.Services.GetRequiredService<IClusterManifestProvider>().LocalGrainManifest;
        var classes = Classes.Select(grain => (Type: types.GetGrainType(grain), Grain: grain));
        foreach (var (type, grain) in classes.OrderBy(pair => pair.Type.ToString(), StringComparer.Ordinal))
        {
            yield return $"grain {type}";
            var properties = manifest.Grains[type].Properties.Where(property => !NamesTheClass(property.Key));
            foreach (var (key, value) in properties.OrderBy(property => property.Key, StringComparer.Ordinal))
            {
                yield return $"  {key} = {value}";
            }

            foreach (var name in Reminders(grain))
            {
                yield return $"  reminder or other stored name: {name}";
            }
        }

        var ids = WireTypes.Interfaces.Where(type => typeof(IGrain).IsAssignableFrom(type))
            .Select(type => interfaces.GetGrainInterfaceType(type).ToString());
        foreach (var id in ids.Order(StringComparer.Ordinal))
        {
            yield return $"interface id {id}";
        }

        foreach (var (state, storage, type) in States)
        {
            yield return $"state {state} in storage {storage}";
        }

        yield return $"grain storage {SiloComposition.EntityStorageName}";
        yield return $"service id {ClusterIdentity.ServiceId}";
        yield return $"stream provider {IntakeStreams.ProviderName}";
        yield return $"stream namespaces {IntakeStreams.InboundNamespace}, {IntakeStreams.OutboundNamespace}";
        yield return $"shard of a place: {IntakeStreams.HashTopicPrefix("dairy/farm/1/barn/1/zone/2/sensor/ENV-1")}";
    }

    /// <summary>Grain classes without a <see cref="GrainTypeAttribute"/>: Orleans derives their type from the class's name.</summary>
    public static IEnumerable<string> Unnamed() => Classes
        .Where(type => !type.IsDefined(typeof(GrainTypeAttribute), inherit: false)).Select(type => type.Name);

    private static bool NamesTheClass(string property)
        => property is WellKnownGrainTypeProperties.TypeName or WellKnownGrainTypeProperties.FullTypeName
            || property.StartsWith("diag.", StringComparison.Ordinal);

    /// <summary>A reminder's name is a constant of its class; all constants of such a class are taken: their names may change.</summary>
    private static IEnumerable<string> Reminders(Type grain) => typeof(IRemindable).IsAssignableFrom(grain)
        ? grain.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal)
        : [];
}
