namespace Pathwise.Experiments.Formats;

/// <summary>The element types of a safetensors file that are in use here.</summary>
internal static class ElementType
{
    /// <summary>The format's name of a .NET type.</summary>
    internal static string NameOf<T>() where T : unmanaged =>
        typeof(T) == typeof(float) ? "F32"
        : typeof(T) == typeof(double) ? "F64"
        : typeof(T) == typeof(int) ? "I32"
        : typeof(T) == typeof(long) ? "I64"
        : typeof(T) == typeof(uint) ? "U32"
        : typeof(T) == typeof(ulong) ? "U64"
        : typeof(T) == typeof(byte) ? "U8"
        : typeof(T) == typeof(bool) ? "BOOL"
        : throw new ArgumentException(
            $"A checkpoint holds no {typeof(T).Name}; use float, double, int, long, uint, ulong, byte or bool.");

    /// <summary>Bytes of one element, or null for a type that is not in use here.</summary>
    internal static int? SizeOf(string name) => name switch
    {
        "F64" or "I64" or "U64" => 8,
        "F32" or "I32" or "U32" => 4,
        "U8" or "BOOL" => 1,
        _ => null,
    };
}
