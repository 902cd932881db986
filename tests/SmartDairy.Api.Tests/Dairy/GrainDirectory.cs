using System.Globalization;
using System.Reflection;

namespace SmartDairy.Api.Tests.Dairy;

/// <summary>A grain factory that gives out what a test put in, so that the resolvers run without a silo and every call can be counted.</summary>
public class GrainDirectory : DispatchProxy
{
    private readonly Dictionary<(Type, string), object> _grains = [];

    public static (IGrainFactory Factory, GrainDirectory Directory) Create()
    {
        var factory = Create<IGrainFactory, GrainDirectory>();
        return (factory, (GrainDirectory)(object)factory);
    }

    public void Put<TGrain>(object key, TGrain grain)
        where TGrain : class => _grains[(typeof(TGrain), Text(key))] = grain;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod is { Name: nameof(IGrainFactory.GetGrain), IsGenericMethod: true }
        && _grains.TryGetValue((targetMethod.GetGenericArguments()[0], Text(args![0]!)), out var grain)
            ? grain
            : throw new InvalidOperationException($"No {targetMethod} {args?[0]} was put in.");

    private static string Text(object key) => Convert.ToString(key, CultureInfo.InvariantCulture)!;
}
