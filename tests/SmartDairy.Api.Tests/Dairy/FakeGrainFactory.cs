using System.Globalization;
using System.Reflection;

namespace SmartDairy.Api.Tests.Dairy;

/// <summary>
/// A grain factory that gives out what a test put in, so that the resolvers run without a silo and every call can be counted.
/// </summary>
public class FakeGrainFactory : DispatchProxy
{
    private readonly Dictionary<(Type, string), object> _grains = [];

    public static (IGrainFactory Factory, FakeGrainFactory Directory) Create()
    {
        var factory = Create<IGrainFactory, FakeGrainFactory>();
        return (factory, (FakeGrainFactory)(object)factory);
    }

    public void Register<TGrain>(object key, TGrain grain)
        where TGrain : class => _grains[(typeof(TGrain), Text(key))] = grain;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod is { Name: nameof(IGrainFactory.GetGrain), IsGenericMethod: true }
        && _grains.TryGetValue((targetMethod.GetGenericArguments()[0], Text(args![0]!)), out var grain)
            ? grain
            : throw new InvalidOperationException($"No {targetMethod} {args?[0]} was put in.");

    private static string Text(object key) => Convert.ToString(key, CultureInfo.InvariantCulture)!;
}
